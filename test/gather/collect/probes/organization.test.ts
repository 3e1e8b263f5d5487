import { describe, expect, it } from 'vitest'
import { organization } from '../../../../src/gather/collect/probes/organization.ts'
import { answers } from './answers.ts'
import { awsError, type Canned, DENIED, placeOf } from './place.ts'

const run = async (over: Canned = {}) => {
  const place = placeOf(organization, { answers: { ...answers, ...over } })
  const { organization: found } = await organization.run(place)
  return { found, asked: place.asked }
}

describe('the organisation', () => {
  it('comes whole: members with their ways up, trust, administrators, policies and targets', async () => {
    expect((await run()).found).toEqual({
      known: {
        id: 'o-abcdefghij',
        managementAccount: '999999999999',
        accounts: [
          { id: '999999999999', name: 'management', status: 'ACTIVE', parents: ['r-1'] },
          {
            id: '111111111111',
            name: 'workload',
            status: 'SUSPENDED',
            joinedAt: Date.parse('2024-05-01') * 1000,
            parents: ['ou-1', 'r-1'],
          },
        ],
        cloudTrailTrusted: { known: true },
        delegatedAdministrators: { known: [] },
        serviceControlPolicies: {
          known: [
            {
              id: 'p-1',
              name: 'guard',
              content: {
                known: {
                  Statement: { Effect: 'Deny', Action: 'cloudtrail:StopLogging', Resource: '*' },
                },
              },
              targets: { known: ['r-1'] },
            },
          ],
        },
      },
    })
  })

  it('that does not exist is known not to', async () => {
    const { found } = await run({
      'organizations:DescribeOrganization': awsError('AWSOrganizationsNotInUseException'),
    })
    expect(found).toEqual({ known: null })
  })

  it('whose members may not be listed is unknown: an empty list would leave no account out', async () => {
    expect((await run({ 'organizations:ListAccounts': DENIED })).found).toEqual({
      unknown: 'access-denied',
    })
  })

  it.each([
    ['no status', { Id: '111111111111' }],
    ['a status that is not known', { Id: '111111111111', Status: 'FROZEN' }],
    ['no id', { Status: 'ACTIVE' }],
  ])('with a member of %s is unknown', async (_, account) => {
    const { found } = await run({ 'organizations:ListAccounts': { Accounts: [account] } })
    expect(found).toHaveProperty('unknown')
  })

  it('State stands where Status is no longer given', async () => {
    const Accounts = [{ Id: '111111111111', State: 'CLOSED' }]
    expect((await run({ 'organizations:ListAccounts': { Accounts } })).found).toMatchObject({
      known: { accounts: [{ status: 'SUSPENDED' }] },
    })
  })

  it('asks each unit once for what is above it', async () => {
    const Accounts = Array.from({ length: 5 }, (_, i) => ({
      Id: `11111111111${i}`,
      Status: 'ACTIVE',
    }))
    const { asked } = await run({
      'organizations:ListAccounts': { Accounts },
      'organizations:ListParents': ({ ChildId }) => ({
        Parents: [
          ChildId === 'ou-1'
            ? { Id: 'r-1', Type: 'ROOT' }
            : { Id: 'ou-1', Type: 'ORGANIZATIONAL_UNIT' },
        ],
      }),
    })
    expect(asked.filter((a) => a.input.ChildId === 'ou-1')).toHaveLength(1)
  })

  it('half a way up is no way: the policies above would be missed', async () => {
    const { found } = await run({
      'organizations:ListParents': ({ ChildId }) =>
        ChildId === 'ou-1' ? DENIED : { Parents: [{ Id: 'ou-1', Type: 'ORGANIZATIONAL_UNIT' }] },
    })
    expect(JSON.stringify(found)).not.toContain('parents')
  })

  it('a policy that cannot be read, or whose targets cannot, is kept as unknown', async () => {
    const { found } = await run({
      'organizations:DescribePolicy': DENIED,
      'organizations:ListTargetsForPolicy': { Targets: [{}] },
    })
    expect(found).toMatchObject({
      known: {
        serviceControlPolicies: {
          known: [
            {
              id: 'p-1',
              content: { unknown: 'access-denied' },
              targets: { unknown: 'not-supported' },
            },
          ],
        },
      },
    })
  })
})
