import AdminData
import BackendData
import ContractData

/// Whether a store can be seen, by the status of its account.
///
/// Two services used to write it, each by rules of its own, which is what made copies drift: it is
/// derived here and nowhere else.
func publicationOf(
  status: String,
  storePaused: Bool,
  subscriptionStatus: SubscriptionStatus?
) throws -> ContractProjection.Activity {
  switch status {
  case "paid", "provisioning", "provisioned", "incomplete", "changes_requested":
    return activity(.draft)
  case "pending_approval":
    return activity(.pendingApproval)
  case "approved", "live":
    if storePaused { return activity(.paused, because: "manual") }
    guard let subscriptionStatus, !paidFor.contains(subscriptionStatus) else {
      return activity(.published)
    }
    return activity(.paused, because: "subscription_\(subscriptionStatus.rawValue)")
  case "suspended":
    return activity(.paused, because: "account_suspended", isActive: false)
  case "rejected":
    return activity(.rejected, isActive: false)
  case "expired", "failed":
    return activity(.draft, isActive: false)
  default:
    throw TransformError.noStore(status: status)
  }
}

/// The states of a subscription in which the store stays open.
private let paidFor: Set<SubscriptionStatus> = [
  .active, .pastDue, .grace, .gracePeriod, .cancelScheduled,
]

private func activity(
  _ status: BackendData.PublicationStatusEnum,
  because reason: String? = nil,
  isActive: Bool = true
) -> ContractProjection.Activity {
  ContractProjection.Activity(
    isActive: isActive,
    publicationStatus: status,
    pausedReason: reason
  )
}
