extension PostgresConnection {
  /// Watches for a server that says nothing although it owes an answer, as behind a network that was cut
  /// without a word.
  ///
  /// Only where statements have a timeout: without one, silence may be a long statement.
  func watchForSilence() {
    guard !isWatchingForSilence, let timeout = configuration.statementTimeout else { return }
    isWatchingForSilence = true
    checkForSilence(after: timeout + configuration.networkTimeout)
  }

  private func checkForSilence(after delay: Duration) {
    let heard = heardCount
    _ = loop.schedule(after: delay) { [self] in
      assumeIsolated { connection in connection.endSilenceCheck(heard, delay) }
    }
  }

  private func endSilenceCheck(_ heard: Int, _ delay: Duration) {
    isWatchingForSilence = false
    guard failure == nil, !isIdle else { return }
    // A reader or a maker of rows that falls behind keeps the server silent.
    let isExcused = rows?.isFull == true || copying?.waitsForServer == false
    guard heard != heardCount || isExcused else {
      lose("the server owes an answer and was silent for \(delay)")
      return
    }
    isWatchingForSilence = true
    checkForSilence(after: delay)
  }
}
