import CLibpq
import Logging

/// A `PGconn`, which only its connection's event loop touches once it is connected.
struct ConnectionHandle: @unchecked Sendable {
  // Unchecked because the connection actor guards every call but `PQcancel`, which libpq allows from any
  // thread.
  let pointer: OpaquePointer

  /// What libpq says of the connection's last failure, on one line.
  var errorMessage: String {
    let text = PQerrorMessage(pointer).map { String(cString: $0) } ?? ""
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    // It ends a sentence of ours.
    return words.last.map { ".?!".contains($0) } == true ? String(words.dropLast()) : words
  }

  /// Sends the server's notices to a logger.
  func sendNotices(to logger: Logger) -> NoticeReceiver {
    let receiver = NoticeReceiver(logger: logger)
    PQsetNoticeReceiver(
      pointer,
      { context, result in
        guard let context, let result else { return }
        let message = PQresultErrorField(result, DEMARC_DIAG_MESSAGE_PRIMARY)
        Unmanaged<NoticeReceiver>.fromOpaque(context).takeUnretainedValue()
          .receive(message.map { String(cString: $0) } ?? "")
      },
      Unmanaged.passUnretained(receiver).toOpaque()
    )
    return receiver
  }
}

/// Logs the notices of one connection, which keeps it alive.
final class NoticeReceiver: Sendable {
  private let logger: Logger

  init(logger: Logger) {
    self.logger = logger
  }

  func receive(_ message: String) {
    logger.info("Postgres notice", metadata: ["postgres.notice": "\(message)"])
  }
}
