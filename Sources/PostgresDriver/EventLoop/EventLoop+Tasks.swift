extension EventLoop {
  /// Runs the tasks that prefer the loop.
  ///
  /// A type of its own, because a job does not tell whether an actor or a task brought it: a task without
  /// that preference must not stay on the loop when it returns from an actor that lives there.
  final class Tasks: TaskExecutor {
    private let loop: EventLoop

    init(loop: EventLoop) {
      self.loop = loop
    }

    /// Runs a part of a task on the loop's thread.
    func enqueue(_ job: consuming ExecutorJob) {
      loop.enqueue(UnownedJob(job), isOfTask: true)
    }
  }
}
