package import ConfigurationFile
package import Lint

/// What the corpora are looked at with.
package let corpusConfiguration: Configuration.Lint = {
  var configuration = Configuration.Lint()
  configuration.clusters = ["cluster_[a-z]+_[0-9]{2}"]
  configuration.clientTypes = ["AdminClient"]
  configuration.clientNames = ["SUPABASE_ADMIN_CLIENT"]
  configuration.clientFactories = ["createClient"]
  configuration.removed = ["getBackendPool"]
  configuration.fleet = ["ControlPlane"]
  return configuration
}()

/// A linter that looks at the corpora, on the day for which their allow comments are written unless it is given another.
package func corpusLinter(today: String = "2026-11-25") throws -> Linter {
  guard let day = CalendarDay(today) else { preconditionFailure("'\(today)' is no day") }
  return try Linter(corpusConfiguration, today: day)
}
