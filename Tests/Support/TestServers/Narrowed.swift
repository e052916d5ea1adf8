import Foundation

/// Of the arguments of a test those whose names `DEMARC_ONLY` holds, separated by `|`; all of them when it holds
/// none of their names.
///
/// To try one case again: `DEMARC_ONLY="row security off|products" swift test --filter AttackTests`.
package func narrowed<Argument>(
  _ arguments: [Argument],
  by name: (Argument) -> String
) -> [Argument] {
  let wanted = ProcessInfo.processInfo.environment["DEMARC_ONLY"]?.split(separator: "|") ?? []
  let chosen = arguments.filter { wanted.contains(Substring(name($0))) }
  return chosen.isEmpty ? arguments : chosen
}
