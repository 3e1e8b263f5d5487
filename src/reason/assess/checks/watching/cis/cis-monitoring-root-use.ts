import { changeOf } from '../../../alerts/sample.ts'
import { monitoring } from './monitoring.ts'

export const cisMonitoringRootUse = monitoring({
  id: 'cis-monitoring-root-use',
  what: 'use of the root user',
  why: 'The root user can do everything, no policy binds it, and daily work does not need it.',
  item: 3,
  securityHub: 'CloudWatch.1',
  pattern:
    '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
  samples: [
    changeOf('iam', 'CreateAccessKey', { userIdentity: { type: 'Root', invokedBy: null } }),
    changeOf('signin', 'ConsoleLogin', {
      eventType: 'AwsConsoleSignIn',
      userIdentity: { type: 'Root', invokedBy: null },
      responseElements: { ConsoleLogin: 'Success' },
    }),
  ],
})
