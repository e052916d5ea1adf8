import AdminData
import AdminDataTesting
import Demarc

/// Inserts a sample into every table of the control plane.
func insertControlSamples(_ control: AdminContext, plan: String) async throws {
  // Subscriptions are of four plans.
  let plan = try await PlanRepository(control).insert(.sample(planKey: Plan.ID(plan))).id
  let account = try await AccountRepository(control).insert(.sample(planKey: plan)).id
  _ = try await AccountEntitlementRepository(control).insert(.sample(accountID: account))
  _ = try await AccountSyncOutboxRepository(control).insert(.sample())
  let addonCatalog = try await AddonCatalogRepository(control).insert(.sample()).id
  _ = try await AuthHandoffRepository(control).insert(.sample())
  _ = try await BackendClusterRepository(control).insert(.sample())
  _ = try await ClientCompletionChecklistRepository(control).insert(.sample(accountID: account))
  _ = try await ClientCompletionEventRepository(control).insert(.sample(accountID: account))
  let template = try await NvTemplateRepository(control).insert(.sample()).id
  _ = try await ClientThemeRepository(control).insert(.sample(templateKey: template))
  _ = try await ClientUsageMonthRepository(control).insert(.sample(accountID: account))
  let coupon = try await CouponRepository(control).insert(.sample()).id
  _ = try await CouponRedemptionRepository(control).insert(
    .sample(accountID: account, couponID: coupon)
  )
  _ = try await CustomPaletteRepository(control).insert(.sample())
  _ = try await DevPortalWhitelistRepository(control).insert(.sample())
  _ = try await EmailJobRepository(control).insert(.sample())
  _ = try await InvoiceRepository(control).insert(.sample(accountID: account))
  _ = try await LifecycleEventRepository(control).insert(.sample(accountID: account))
  let managedDomain = try await ManagedDomainRepository(control).insert(.sample(accountID: account))
    .id
  _ = try await ManagedDomainRenewalRepository(control).insert(
    .sample(managedDomainID: managedDomain)
  )
  _ = try await MpConnectionRepository(control).insert(.sample(accountID: account))
  _ = try await MpEventRepository(control).insert(.sample())
  _ = try await NvAccountSettingsRepository(control).insert(.sample(nvAccountID: account))
  _ = try await NvBillingEventRepository(control).insert(.sample(accountID: account))
  _ = try await NvOnboardingRepository(control).insert(.sample(accountID: account))
  _ = try await OAuthStateNonceRepository(control).insert(.sample(accountID: account))
  _ = try await OnboardingLinkRepository(control).insert(.sample(accountID: account))
  _ = try await PaletteCatalogRepository(control).insert(.sample())
  _ = try await ProProjectRepository(control).insert(.sample(accountID: account))
  let provisioningJob = try await ProvisioningJobRepository(control).insert(
    .sample(accountID: account)
  ).id
  _ = try await ProvisioningJobStepRepository(control).insert(
    .sample(accountID: account, jobID: provisioningJob)
  )
  _ = try await SlugReservationRepository(control).insert(.sample(accountID: account))
  let subscription = try await SubscriptionRepository(control).insert(
    .sample(accountID: account, planKey: plan)
  ).id
  _ = try await SubscriptionEventRepository(control).insert(.sample(subscriptionID: subscription))
  _ = try await SubscriptionLockRepository(control).insert(.sample(accountID: account))
  _ = try await SubscriptionNotificationOutboxRepository(control).insert(
    .sample(accountID: account)
  )
  _ = try await SuperAdminRepository(control).insert(.sample())
  _ = try await SystemEventRepository(control).insert(.sample())
  _ = try await TenantPaymentEventRepository(control).insert(.sample())
  _ = try await UsageDailyRepository(control).insert(.sample(accountID: account))
  _ = try await UsageEventRepository(control).insert(.sample(accountID: account))
  _ = try await UsageHourlyRepository(control).insert(.sample(accountID: account))
  _ = try await UsageLedgerRepository(control).insert(.sample(accountID: account))
  _ = try await WebhookEventRepository(control).insert(.sample())
  _ = try await AccountAddonRepository(control).insert(
    .sample(accountID: account, addonKey: addonCatalog)
  )
}
