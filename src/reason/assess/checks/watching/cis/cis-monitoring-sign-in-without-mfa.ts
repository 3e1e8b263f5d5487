import { changeOf } from '../../../alerts/sample.ts'
import { monitoring } from './monitoring.ts'

export const cisMonitoringSignInWithoutMfa = monitoring({
  id: 'cis-monitoring-sign-in-without-mfa',
  what: 'console sign-ins without MFA',
  why: 'A password alone is easily stolen, and a sign-in without a second factor is what its thief makes.',
  item: 2,
  securityHub: 'CloudWatch.3',
  pattern:
    '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }',
  samples: [
    changeOf('signin', 'ConsoleLogin', {
      eventType: 'AwsConsoleSignIn',
      userIdentity: { type: 'IAMUser' },
      additionalEventData: { MFAUsed: 'No' },
      responseElements: { ConsoleLogin: 'Success' },
    }),
  ],
})
