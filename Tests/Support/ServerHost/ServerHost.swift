import EphemeralPostgres
import Foundation

/// Starts a throw-away server, prints the folder of its socket, and lives until its input ends: a process that
/// a test can kill.
@main
enum ServerHost {
  static func main() async {
    do {
      let server = try await EphemeralPostgres.start()
      print(server.socketFolder)
      fflush(nil)
      while readLine() != nil {}
      await server.stop()
    } catch {
      FileHandle.standardError.write(Data("\(error)\n".utf8))
      exit(1)
    }
  }
}
