import { MANAGEMENT_READ, MANAGEMENT_WRITE, type ServiceEvents } from './event.ts'

export const sts = {
  eventSource: 'sts.amazonaws.com',
  groups: [
    {
      names: ['AssumeRole', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity'],
      variants: MANAGEMENT_READ,
      exclusive: true,
      source: 'facts/aws.md 3.4, 6.1; real records',
    },
    {
      names: ['AssumeRoot', 'GetFederationToken', 'GetSessionToken'],
      variants: MANAGEMENT_WRITE,
      exclusive: true,
      source: 'facts/aws.md 3.4, 6.1; real records of the last two',
    },
    {
      names: ['GetCallerIdentity'],
      variants: MANAGEMENT_READ,
      exclusive: true,
      source: 'real records',
    },
    {
      names: ['DecodeAuthorizationMessage', 'GetAccessKeyInfo'],
      variants: [{ category: 'Management' }],
      exclusive: true,
      source: 'facts/aws.md 3.7: no data events of STS; readOnly not seen',
    },
  ],
} as const satisfies ServiceEvents
