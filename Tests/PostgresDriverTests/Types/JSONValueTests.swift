import Foundation
import PostgresDriver
import Testing

struct JSONValueTests {
  @Test func `a text is read as what it says, and written again`() throws {
    let text = #"{"a":[1,2.5,-3],"b":{"c":null,"d":true},"e":"1","f":false}"#
    let value = try JSONValue(JSON(text: text))
    #expect(
      value
        == .object([
          "a": .array([.number(1), .number(2.5), .number(-3)]),
          "b": .object(["c": .null, "d": .bool(true)]), "e": .string("1"), "f": .bool(false),
        ])
    )
    #expect(try JSON(encoding: value).text == text)
  }

  @Test func `large whole numbers keep their digits`() throws {
    let text = "12345678901234567890"
    #expect(try JSON(encoding: JSONValue(JSON(text: text))).text == text)
  }

  @Test func `what is no JSON is an error`() {
    #expect(throws: DecodingError.self) { try JSONValue(JSON(text: "{")) }
  }
}
