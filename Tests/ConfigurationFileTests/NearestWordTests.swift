import ConfigurationFile
import Testing

struct NearestWordTests {
  @Test(arguments: [
    ("clustrs", "clusters"), ("Clients", "clients"), ("celan", "clean"), ("fleets", "fleet"),
  ])
  func `a slip of the finger is understood`(word: String, meant: String) {
    #expect(nearestWord(to: word, among: ["clusters", "clients", "fleet", "clean"]) == meant)
  }

  @Test(arguments: ["", "x", "removed", "cluster_shared"])
  func `what is like nothing is not guessed`(word: String) {
    #expect(nearestWord(to: word, among: ["clusters", "clients", "fleet"]) == nil)
  }
}
