/** Ways from one identity to another that no record ties together (R11): an answer about an identity names them. */
export const notFollowed = [
  {
    id: 'code-under-another-role',
    sentence:
      'what code did under a role of its own: a function, instance, command, job, build or stack that the one asked about changed or started calls with the role’s credentials',
    source: 'facts/aws.md 6.2',
  },
  {
    id: 'trust-of-a-role',
    sentence:
      'who else assumed a role after the one asked about changed whom it, or an identity provider, trusts: only sessions that he opened himself are followed',
    source: 'facts/aws.md 6.3',
  },
] as const
