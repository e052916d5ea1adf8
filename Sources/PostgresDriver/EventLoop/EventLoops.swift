#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Synchronization

/// All event loops: one for each core.
enum EventLoops {
  /// Runs the tasks that prefer a loop.
  static let tasks: Tasks = Tasks()

  /// The loop whose thread calls, or another in turn: where a connection or a task stays from now on.
  static var currentOrNext: EventLoop { LoopThread.currentLoop ?? next() }

  /// How many there are.
  static var count: Int { all.count }

  private static let all: [EventLoop] = {
    let cores = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    return (0..<cores).map { _ in EventLoop() }
  }()
  private static let turn = Atomic(0)

  /// Each loop in turn.
  static func next() -> EventLoop {
    let turn = turn.wrappingAdd(1, ordering: .relaxed).oldValue
    return all[Int(UInt(bitPattern: turn) % UInt(all.count))]
  }
}

extension EventLoops {
  /// Runs the tasks that prefer a loop: on the one that resumes them, so that a caller goes on where its
  /// answer arrived; on each in turn those that come from elsewhere.
  ///
  /// A type of its own, because a job does not tell whether an actor or a task brought it: a task without
  /// that preference must not stay on the loop when it returns from an actor that lives there.
  final class Tasks: TaskExecutor {
    /// Runs a part of a task on a loop's thread.
    func enqueue(_ job: consuming ExecutorJob) {
      EventLoops.currentOrNext.enqueue(UnownedJob(job), isOfTask: true)
    }
  }
}
