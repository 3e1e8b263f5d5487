import { MANAGEMENT_READ, MANAGEMENT_WRITE, type ServiceEvents } from './event.ts'

/** Management events carry the version of the API in their name. */
export const lambda = {
  eventSource: 'lambda.amazonaws.com',
  groups: [
    {
      names: ['Invoke'],
      variants: [{ category: 'Data', resourceTypes: ['AWS::Lambda::Function'] }],
      exclusive: true,
      source: 'facts/aws.md 3.7',
    },
    {
      names: [
        'AddPermission20150331v2',
        'CreateFunction20150331',
        'DeleteFunction20150331',
        'RemovePermission20150331v2',
        'UpdateFunctionCode20150331v2',
        'UpdateFunctionConfiguration20150331v2',
      ],
      variants: MANAGEMENT_WRITE,
      exclusive: true,
      source: 'facts/aws.md 3.7: Invoke is the only data event; real records',
    },
    {
      names: [
        'GetFunction20150331v2',
        'GetFunctionCodeSigningConfig',
        'ListVersionsByFunction20150331',
      ],
      variants: MANAGEMENT_READ,
      exclusive: true,
      source: 'facts/aws.md 3.7: Invoke is the only data event; real records',
    },
  ],
} as const satisfies ServiceEvents
