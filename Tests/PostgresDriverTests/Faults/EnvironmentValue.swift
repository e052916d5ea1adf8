import Foundation

/// A variable of the environment.
func environmentValue(_ name: String) -> String? {
  ProcessInfo.processInfo.environment[name]
}
