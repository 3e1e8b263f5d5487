import { cisMonitoringBucketPolicyChanges } from './cis-monitoring-bucket-policy-changes.ts'
import { cisMonitoringCloudtrailChanges } from './cis-monitoring-cloudtrail-changes.ts'
import { cisMonitoringConfigChanges } from './cis-monitoring-config-changes.ts'
import { cisMonitoringGatewayChanges } from './cis-monitoring-gateway-changes.ts'
import { cisMonitoringIamPolicyChanges } from './cis-monitoring-iam-policy-changes.ts'
import { cisMonitoringKeyDeletion } from './cis-monitoring-key-deletion.ts'
import { cisMonitoringNetworkAclChanges } from './cis-monitoring-network-acl-changes.ts'
import { cisMonitoringOrganizationChanges } from './cis-monitoring-organization-changes.ts'
import { cisMonitoringRootUse } from './cis-monitoring-root-use.ts'
import { cisMonitoringRouteTableChanges } from './cis-monitoring-route-table-changes.ts'
import { cisMonitoringSecurityGroupChanges } from './cis-monitoring-security-group-changes.ts'
import { cisMonitoringSignInFailures } from './cis-monitoring-sign-in-failures.ts'
import { cisMonitoringSignInWithoutMfa } from './cis-monitoring-sign-in-without-mfa.ts'
import { cisMonitoringUnauthorizedCalls } from './cis-monitoring-unauthorized-calls.ts'
import { cisMonitoringVpcChanges } from './cis-monitoring-vpc-changes.ts'
import type { MonitoringCheck } from './monitoring.ts'

/** The monitoring section of the CIS benchmark, in its order. */
export const cisMonitoringChecks: readonly MonitoringCheck[] = [
  cisMonitoringUnauthorizedCalls,
  cisMonitoringSignInWithoutMfa,
  cisMonitoringRootUse,
  cisMonitoringIamPolicyChanges,
  cisMonitoringCloudtrailChanges,
  cisMonitoringSignInFailures,
  cisMonitoringKeyDeletion,
  cisMonitoringBucketPolicyChanges,
  cisMonitoringConfigChanges,
  cisMonitoringSecurityGroupChanges,
  cisMonitoringNetworkAclChanges,
  cisMonitoringGatewayChanges,
  cisMonitoringRouteTableChanges,
  cisMonitoringVpcChanges,
  cisMonitoringOrganizationChanges,
]
