import Foundation
import Terminal

/// The files that differ from a revision, as they stand in the folder.
enum ChangedFiles {
  /// The paths of what was changed or added since this branch left a revision, committed or not, as seen from
  /// the working directory.
  static func paths(since revision: String) throws -> [String] {
    let top = try repositoryRoot()
    // A revision may look like an option, and must not be taken for one.
    let commit = try git(
      ["rev-parse", "--verify", "--quiet", "--end-of-options", "\(revision)^{commit}"],
      in: top,
      otherwise:
        "There is no revision '\(revision)'; a shallow clone may lack it: git fetch --unshallow."
    ).line
    let changed = try git(
      ["diff", "--name-only", "-z", "--diff-filter=ACMRT", "--merge-base", commit],
      in: top,
      otherwise: "'\(revision)' and this branch have nothing in common."
    ).names
    let untracked = try git(["ls-files", "-z", "--others", "--exclude-standard"], in: top).names
    let folder = URL(fileURLWithPath: ".").resolvingSymlinksInPath().path
    return Set(changed + untracked).sorted().map { path in
      let absolute = "\(top)/\(path)"
      return absolute.hasPrefix(folder + "/")
        ? String(absolute.dropFirst(folder.count + 1)) : absolute
    }
  }
}
