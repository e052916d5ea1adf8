import Foundation
import Testing

@testable import PostgresDriver

struct CancelRequestTests {
  @Test func `a server that goes away while it is told to stop takes nobody along`() throws {
    var ends: [Int32] = [-1, -1]
    try #require(pipe(&ends) == 0)
    close(ends[0])
    var byte: UInt8 = 1
    // The signal would end the process of the tests.
    withoutBrokenPipes {
      #expect(write(ends[1], &byte, 1) == -1)
      #expect(errno == EPIPE)
    }
    close(ends[1])
  }
}
