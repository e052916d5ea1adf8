import Foundation
import TestServers

/// Random numbers that a seed repeats.
struct Seed: RandomNumberGenerator, Sendable, CustomStringConvertible {
  private var generator: SplitMix64

  init(_ seed: UInt64) {
    generator = SplitMix64(seed: seed)
  }

  /// The seed of this run: `DEMARC_SEED`, or a new one.
  ///
  /// It repeats what is done to whom, in which order; when that meets what the load does then is up to the
  /// machine.
  static func ofThisRun() -> Seed {
    let given = ProcessInfo.processInfo.environment["DEMARC_SEED"].flatMap { UInt64($0) }
    return Seed(given ?? .random(in: 0...UInt64(UInt32.max)))
  }

  /// The number to give to `DEMARC_SEED`.
  var description: String { "\(generator.state)" }

  /// Random numbers of their own for a part of the run.
  func derived(_ part: Int) -> Seed {
    var parent = Seed(generator.state &+ UInt64(part) &* 0xD1B5_4A32_D192_ED03)
    return Seed(parent.next())
  }

  mutating func next() -> UInt64 { generator.next() }

  /// Whether something happens that does so once in so many times.
  mutating func oneIn(_ count: Int) -> Bool { Int.random(in: 0..<count, using: &self) == 0 }

  /// A time in milliseconds.
  mutating func milliseconds(_ range: ClosedRange<Int>) -> Duration {
    .milliseconds(Int.random(in: range, using: &self))
  }
}
