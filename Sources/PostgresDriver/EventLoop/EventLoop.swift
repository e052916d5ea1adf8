import Synchronization

/// One thread that waits for sockets and runs the jobs of the actors and tasks that live on it.
///
/// Connections are actors on a loop, so what libpq says is handled where the socket became ready, without
/// a hop to another thread, and the cooperative pool is never blocked. `EventLoops` has them all.
final class EventLoop: SerialExecutor {
  private struct Watch {
    let socket: Int32
    var interest: Interest
    let onReady: (Interest) -> Void
  }

  /// A part of an actor's work, or of a task that prefers the loop.
  private struct Job {
    let job: UnownedJob
    let isOfTask: Bool
  }

  /// What other threads hand over.
  private struct Inbox {
    var jobs: [Job] = []
    var calls: [@Sendable () -> Void] = []
    var isEmpty: Bool { jobs.isEmpty && calls.isEmpty }
    var isSleeping = false
  }

  /// What the loop's own thread alone touches.
  private final class OnThread {
    var poller = Poller()
    var watches: [Int: Watch] = [:]
    var timers: [Int: (deadline: ContinuousClock.Instant, fire: () -> Void)] = [:]
    var tickEnds: [() -> Void] = []
    /// What the loop handed to itself.
    var ownJobs: [Job] = []
    /// Room for what is being run and for what one wait finds, kept from tick to tick.
    var jobs: [Job] = []
    var calls: [@Sendable () -> Void] = []
    var found: [(token: Int, ready: Interest)] = []
    var nextIdentifier = 0
  }

  private let inbox = Mutex(Inbox())
  private let wakeUps = WakeUpPipe()
  // Unsafe because only the loop's own thread touches it: every access goes through `onThread`.
  private nonisolated(unsafe) let threadState = OnThread()
  /// The loop's thread; 0 until it runs.
  private let thread = Atomic<UInt>(0)
  private static let wakeUpToken = 0

  /// Starts a loop, which runs for as long as the program.
  init() {
    threadState.poller.add(wakeUps.descriptor, .read, token: Self.wakeUpToken)
    LoopThread.start(self)
  }

  // MARK: Executor

  /// Runs a job of an actor on the loop's thread.
  func enqueue(_ job: consuming ExecutorJob) {
    enqueue(UnownedJob(job), isOfTask: false)
  }

  func enqueue(_ job: UnownedJob, isOfTask: Bool) {
    if isOnThread {
      threadState.ownJobs.append(Job(job: job, isOfTask: isOfTask))
      return
    }
    let mustWake = inbox.withLock { inbox in
      inbox.jobs.append(Job(job: job, isOfTask: isOfTask))
      defer { inbox.isSleeping = false }
      return inbox.isSleeping
    }
    if mustWake { wakeUps.send() }
  }

  /// Calls a closure on the loop's thread, soon, in the order of the calls.
  func post(_ call: @escaping @Sendable () -> Void) {
    let mustWake = inbox.withLock { inbox in
      inbox.calls.append(call)
      defer { inbox.isSleeping = false }
      return inbox.isSleeping
    }
    if mustWake { wakeUps.send() }
  }

  /// Whether the caller runs on the loop's thread.
  var isOnThread: Bool {
    thread.load(ordering: .relaxed) == LoopThread.currentIdentifier
  }

  /// Stops the program unless it runs on the loop's thread.
  func checkIsolated() {
    precondition(isOnThread, "This must run on the event loop's thread.")
  }

  /// Whether the caller runs on the loop's thread.
  func isIsolatingCurrentContext() -> Bool? { isOnThread }

  // MARK: On the loop's thread

  private var onThread: OnThread {
    assert(isOnThread)
    return threadState
  }

  /// Calls a closure whenever a socket is ready for what is of interest.
  ///
  /// On the loop's thread only.
  ///
  /// - Returns: the identifier of the watch.
  func watch(_ socket: Int32, _ interest: Interest, onReady: @escaping (Interest) -> Void) -> Int {
    let state = onThread
    state.nextIdentifier += 1
    state.watches[state.nextIdentifier] = Watch(
      socket: socket,
      interest: interest,
      onReady: onReady
    )
    state.poller.add(socket, interest, token: state.nextIdentifier)
    return state.nextIdentifier
  }

  /// Changes what a watch waits for.
  ///
  /// On the loop's thread only.
  func setInterest(_ interest: Interest, of watch: Int) {
    guard let found = onThread.watches[watch], found.interest != interest else { return }
    onThread.watches[watch]?.interest = interest
    onThread.poller.change(found.socket, interest, token: watch)
  }

  /// Ends a watch.
  ///
  /// On the loop's thread only, and before the socket is closed.
  func unwatch(_ watch: Int) {
    guard let found = onThread.watches.removeValue(forKey: watch) else { return }
    onThread.poller.remove(found.socket, token: watch)
  }

  /// Calls a closure after a time.
  ///
  /// On the loop's thread only.
  ///
  /// - Returns: the identifier of the timer.
  func schedule(after delay: Duration, _ fire: @escaping () -> Void) -> Int {
    onThread.nextIdentifier += 1
    onThread.timers[onThread.nextIdentifier] = (.now + delay, fire)
    return onThread.nextIdentifier
  }

  /// Ends a timer.
  ///
  /// On the loop's thread only.
  func cancelTimer(_ timer: Int) {
    onThread.timers[timer] = nil
  }

  /// Calls a closure when all jobs of this tick have run.
  ///
  /// On the loop's thread only.
  func atEndOfTick(_ body: @escaping () -> Void) {
    onThread.tickEnds.append(body)
  }

  // MARK: The thread

  /// Waits and works, for ever; `LoopThread` calls it, once.
  func run() -> Never {
    thread.store(LoopThread.currentIdentifier, ordering: .relaxed)
    while true {
      runJobs()
      runTickEnds()
      waitForEvents()
      fireTimers()
    }
  }

  /// Runs what was handed over, and what that hands over in turn; but not for ever, since sockets wait too.
  private func runJobs() {
    let state = onThread
    for _ in 0..<4 {
      inbox.withLock { inbox in
        swap(&inbox.jobs, &state.jobs)
        swap(&inbox.calls, &state.calls)
      }
      if state.jobs.isEmpty && state.calls.isEmpty && state.ownJobs.isEmpty { return }
      for call in state.calls { call() }
      state.calls.removeAll(keepingCapacity: true)
      runTakenJobs()
      swap(&state.jobs, &state.ownJobs)
      runTakenJobs()
    }
  }

  private func runTakenJobs() {
    let state = onThread
    for job in state.jobs {
      if job.isOfTask {
        job.job.runSynchronously(on: EventLoops.tasks.asUnownedTaskExecutor())
      } else {
        job.job.runSynchronously(on: asUnownedSerialExecutor())
      }
    }
    state.jobs.removeAll(keepingCapacity: true)
  }

  private func runTickEnds() {
    let tickEnds = onThread.tickEnds
    onThread.tickEnds.removeAll(keepingCapacity: true)
    for tickEnd in tickEnds { tickEnd() }
  }

  private func waitForEvents() {
    let state = onThread
    // Found first and called then: what is called changes what is waited for.
    var found: [(token: Int, ready: Interest)] = []
    swap(&found, &state.found)
    state.poller.wait(milliseconds: pollTimeout()) { token, ready in found.append((token, ready)) }
    inbox.withLock { $0.isSleeping = false }
    for (token, ready) in found {
      if token == Self.wakeUpToken {
        wakeUps.drain()
      } else {
        state.watches[token]?.onReady(ready)
        // What this socket brought is answered, and what that leads to is sent, before the next socket is
        // looked at: servers then work while the loop does.
        runJobs()
        runTickEnds()
      }
    }
    found.removeAll(keepingCapacity: true)
    swap(&found, &state.found)
  }

  /// Milliseconds until the next timer; none when a job arrived meanwhile, for ever when nothing waits.
  private func pollTimeout() -> Int32 {
    let mustNotSleep = inbox.withLock { inbox in
      inbox.isSleeping = inbox.isEmpty
      return !inbox.isEmpty
    }
    if mustNotSleep || !onThread.tickEnds.isEmpty || !onThread.ownJobs.isEmpty { return 0 }
    guard let deadline = onThread.timers.values.map(\.deadline).min() else { return -1 }
    let (seconds, attoseconds) = (deadline - .now).components
    let milliseconds = seconds * 1000 + attoseconds / 1_000_000_000_000_000 + 1
    return Int32(min(max(milliseconds, 0), 3_600_000))
  }

  private func fireTimers() {
    let now = ContinuousClock.now
    for (identifier, timer) in onThread.timers where timer.deadline <= now {
      onThread.timers[identifier] = nil
      timer.fire()
    }
  }
}
