import ArgumentParser
import Foundation
import Terminal

/// Serves an editor: diagnostics while somebody types, and fixes.
struct LanguageServerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lsp",
    abstract: "Serve an editor over standard input and output, by the Language Server Protocol.",
    discussion: """
      Publishes the findings of a file as it is edited, and offers fixes and allow comments. Each file is \
      linted by the nearest demarc.yml above it; a file without one has no findings. Start it from the \
      editor, for instance in Neovim:

        vim.lsp.config.demarc = { cmd = { 'demarc-lint', 'lsp' }, root_markers = { 'demarc.yml' } }
      """
  )

  func run() throws {
    var connection = MessageConnection(
      input: FileHandle.standardInput,
      output: FileHandle.standardOutput
    )
    var server = LanguageServer()
    while let message = try connection.read() {
      for reply in server.replies(to: message) { try connection.write(reply) }
      if let status = server.exitStatus { throw ExitCode(status) }
    }
    // The editor went away without a word.
    throw ExitCode.refused
  }
}
