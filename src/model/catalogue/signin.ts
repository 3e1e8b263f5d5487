import { MANAGEMENT_WRITE, type ServiceEvents } from './event.ts'

export const signin = {
  eventSource: 'signin.amazonaws.com',
  groups: [
    {
      names: ['ConsoleLogin', 'GetSigninToken', 'SwitchRole'],
      variants: MANAGEMENT_WRITE,
      exclusive: true,
      source: 'facts/aws.md 3.4, 6.1; real records',
    },
    {
      names: ['CheckMfa'],
      variants: MANAGEMENT_WRITE,
      exclusive: true,
      source: 'real records',
    },
    {
      names: [
        'CredentialChallenge',
        'CredentialVerification',
        'ExitRole',
        'RenewRole',
        'UserAuthentication',
      ],
      variants: [{ category: 'Management' }],
      exclusive: true,
      source: 'facts/aws.md 3.7: no data events of sign-in; readOnly not seen',
    },
  ],
} as const satisfies ServiceEvents
