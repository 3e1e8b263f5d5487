import { changeOf } from '../../../alerts/sample.ts'
import { monitoring } from './monitoring.ts'

export const cisMonitoringSignInFailures = monitoring({
  id: 'cis-monitoring-sign-in-failures',
  what: 'failed console sign-ins',
  why: 'Many failures in a row are someone who guesses a password.',
  item: 6,
  securityHub: 'CloudWatch.6',
  pattern: '{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }',
  samples: [
    changeOf('signin', 'ConsoleLogin', {
      eventType: 'AwsConsoleSignIn',
      errorMessage: 'Failed authentication',
      responseElements: { ConsoleLogin: 'Failure' },
    }),
  ],
  sensitivity: 'several events',
})
