import type { Filter } from '../../model/scope.ts'

const is = (column: string, ...values: string[]): Filter => ({
  column,
  is: { Equals: values },
  missing: 'no',
})

/** Calls that no access key makes: a service's on its own account, and a sign-in with a password. */
export const withoutKey: Filter = {
  any: [
    is('identity_type', 'AWSService'),
    is('event_type', 'AwsServiceEvent'),
    { all: [is('event_type', 'AwsConsoleSignIn'), is('identity_type', 'IAMUser', 'Root')] },
  ],
}
