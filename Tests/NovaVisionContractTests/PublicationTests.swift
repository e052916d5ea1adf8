import AdminData
import BackendData
import ContractData
import NovaVisionContract
import PostgresDriver
import Testing

/// Every row of the table by which a store can be seen.
struct PublicationTests {
  private let transforms = NovaVisionTransforms { $0 }

  private func activity(
    _ status: String,
    storePaused: Bool = false,
    _ subscription: SubscriptionStatus? = nil
  ) throws -> ContractProjection.Activity {
    try transforms.publication(
      status: status,
      storePaused: storePaused,
      subscriptionStatus: subscription
    )
  }

  private func made(
    _ isActive: Bool,
    _ status: BackendData.PublicationStatusEnum,
    _ reason: String? = nil
  ) -> ContractProjection.Activity {
    ContractProjection.Activity(
      isActive: isActive,
      publicationStatus: status,
      pausedReason: reason
    )
  }

  @Test(arguments: ["paid", "provisioning", "provisioned", "incomplete", "changes_requested"])
  func `a store that is being made is a draft`(status: String) throws {
    #expect(try activity(status) == made(true, .draft))
    #expect(try activity(status, storePaused: true, .expired) == made(true, .draft))
  }

  @Test func `a store that waits for approval says so`() throws {
    #expect(try activity("pending_approval") == made(true, .pendingApproval))
  }

  @Test(
    arguments: ["approved", "live"],
    [nil, .active, .pastDue, .grace, .gracePeriod, .cancelScheduled] as [SubscriptionStatus?]
  )
  func `a store that is paid for is published`(
    status: String,
    subscription: SubscriptionStatus?
  ) throws {
    #expect(try activity(status, subscription) == made(true, .published))
  }

  @Test(arguments: ["approved", "live"])
  func `a store that its customer paused is paused by hand`(status: String) throws {
    #expect(try activity(status, storePaused: true) == made(true, .paused, "manual"))
    #expect(try activity(status, storePaused: true, .expired) == made(true, .paused, "manual"))
  }

  @Test(
    arguments: ["approved", "live"],
    [.expired, .canceled, .pending, .suspended, .paused, .deactivated, .purged]
      as [SubscriptionStatus]
  )
  func `a store that is not paid for is paused because of its subscription`(
    status: String,
    subscription: SubscriptionStatus
  ) throws {
    let reason = "subscription_\(subscription.rawValue)"
    #expect(try activity(status, subscription) == made(true, .paused, reason))
  }

  @Test func `a suspended account has no active store`() throws {
    #expect(try activity("suspended") == made(false, .paused, "account_suspended"))
  }

  @Test func `an account that came to nothing has no active store`() throws {
    #expect(try activity("rejected") == made(false, .rejected))
    #expect(try activity("expired") == made(false, .draft))
    #expect(try activity("failed") == made(false, .draft))
  }

  @Test(arguments: ["draft", "awaiting_payment", "nonsense"])
  func `an account that has no store yet is an error`(status: String) {
    #expect {
      try activity(status)
    } throws: { error in
      "\(error)".hasPrefix("An account with the status '\(status)' has no store yet.")
    }
  }
}
