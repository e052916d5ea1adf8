import Lint
import Testing

@Suite struct CalendarDayTests {
  @Test(arguments: ["2027-01-31", "2028-02-29"])
  func `a day reads and prints the same`(text: String) {
    #expect(CalendarDay(text)?.description == text)
  }

  @Test(arguments: [
    "2027-02-29", "2027-13-01", "27-01-01", "2027-1-1", "2027/01/01", "+027-01-01", "",
  ])
  func `what is no day is refused`(text: String) {
    #expect(CalendarDay(text) == nil)
  }
}
