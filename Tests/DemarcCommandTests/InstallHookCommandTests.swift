import Foundation
import TestPrograms
import Testing

struct InstallHookCommandTests {
  @Test func `the hook runs the linter, and another's hook is left alone`() async throws {
    try await SmallProject.withProject { project in
      let none = try await project.demarc("install-hook")
      #expect(none.status == 2)
      #expect(none.errors.contains("This is no git repository"))
      try git("init", in: project.folder)
      #expect(
        try await project.demarc("install-hook", "--linter", "/opt/it's here/lint").status == 0
      )
      let hook = try project.folder.read(".git/hooks/pre-commit")
      #expect(hook.contains(#"exec '/opt/it'\''s here/lint' --staged"#))
      #expect(
        FileManager.default.isExecutableFile(
          atPath: project.folder.appendingPathComponent(".git/hooks/pre-commit").path
        )
      )
      #expect(try await project.demarc("install-hook").status == 0)
      try project.folder.write("#!/bin/sh\nmake check\n", to: ".git/hooks/pre-commit")
      let refused = try await project.demarc("install-hook")
      #expect(refused.status == 2)
      #expect(try project.folder.read(".git/hooks/pre-commit") == "#!/bin/sh\nmake check\n")
      #expect(try await project.demarc("install-hook", "--force").status == 0)
    }
  }

  private func git(_ arguments: String..., in folder: URL) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git", "-C", folder.path] + arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
  }
}
