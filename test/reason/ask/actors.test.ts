import { describe, expect, test } from 'vitest'
import { actorName } from '../../../src/reason/ask/actor-name.ts'
import { A, askOf, B, EVERYTHING, KEY, record, SESSION_KEY, USER } from './given.ts'

const ROLE_ID = 'AROADEPLOYDEPLOYDEP2'
const AT = '2026-03-07T12:00:00Z'
const trails = { [A]: EVERYTHING, [B]: EVERYTHING }

const session = {
  type: 'AssumedRole',
  principalId: `${ROLE_ID}:ci`,
  arn: `arn:aws:sts::${B}:assumed-role/Deploy/ci`,
  accountId: B,
  accessKeyId: SESSION_KEY,
  sessionContext: {
    sessionIssuer: {
      type: 'Role',
      principalId: ROLE_ID,
      arn: `arn:aws:iam::${B}:role/Deploy`,
      accountId: B,
      userName: 'Deploy',
    },
    attributes: { creationDate: AT, mfaAuthenticated: 'false' },
  },
}
const assumed = (over: object = {}) =>
  record('AssumeRole', {
    eventSource: 'sts.amazonaws.com',
    readOnly: true,
    requestParameters: { roleArn: `arn:aws:iam::${B}:role/Deploy`, roleSessionName: 'ci' },
    responseElements: {
      credentials: { accessKeyId: SESSION_KEY },
      assumedRoleUser: {
        assumedRoleId: `${ROLE_ID}:ci`,
        arn: `arn:aws:sts::${B}:assumed-role/Deploy/ci`,
      },
    },
    ...over,
  })
const started = record('RunInstances', {
  userIdentity: session,
  recipientAccountId: B,
  eventTime: '2026-03-07T12:05:00Z',
})

const startedBy = async (...records: object[]) => {
  const answer = await askOf({ trails, records }, 'instances-started')
  expect(answer.found.count).toBe(1)
  return { answer, actor: answer.found.events[0]?.actor as Record<string, unknown> | null }
}

describe('who is behind the session of an event', () => {
  test('who called, and beside him the source identity that he chose', async () => {
    const claiming = {
      ...session,
      sessionContext: { ...session.sessionContext, sourceIdentity: 'alice@example.com' },
    }
    const { actor } = await startedBy(assumed(), { ...started, userIdentity: claiming })
    expect(actor).toMatchObject({
      label: 'Mallory',
      confidence: 'certain',
      sourceIdentity: 'alice@example.com',
    })
    expect(actorName({ who: 'Deploy/ci', actor })).toBe(
      'Mallory, source identity alice@example.com',
    )
  })

  test('the user whose key took the role, with the event that shows it', async () => {
    const { answer, actor } = await startedBy(assumed(), started)
    expect(actor).toMatchObject({
      known: true,
      kind: 'user',
      label: 'Mallory',
      confidence: 'certain',
    })
    expect(actor?.evidence).toHaveLength(1)
    expect(answer.sentence).toContain(
      `by arn:aws:sts::${B}:assumed-role/Deploy/ci, behind which is Mallory, is the first`,
    )
    expect(answer.next.map((n) => n.command)).toContain(`wholetrail trace ${SESSION_KEY}`)
  })

  test('without the record that issued it nobody is named, and why is said', async () => {
    const { answer, actor } = await startedBy(started)
    expect(actor).toMatchObject({ known: false, confidence: null })
    expect(actor?.because).toMatch(/no record of AssumeRole/)
    expect(answer.sentence).not.toContain('behind which')
  })

  test('a session whose key the issuing record hides is likely by its name and time', async () => {
    const hidden = assumed({
      responseElements: {
        assumedRoleUser: {
          assumedRoleId: `${ROLE_ID}:ci`,
          arn: `arn:aws:sts::${B}:assumed-role/Deploy/ci`,
        },
      },
    })
    const { actor } = await startedBy(hidden, started)
    expect(actor).toMatchObject({ known: true, label: 'Mallory', confidence: 'likely' })
  })

  test('a forged record that repeats the key id makes nobody certain', async () => {
    const forged = assumed({
      userIdentity: {
        type: 'IAMUser',
        principalId: 'AIDABOBBOBBOBBOBBOB2',
        arn: `arn:aws:iam::${A}:user/bob`,
        accountId: A,
        accessKeyId: 'AKIAQNZGKIQYBOBBOBBO',
        userName: 'bob',
      },
    })
    const { actor } = await startedBy(assumed(), forged, started)
    expect(actor?.confidence === 'certain' || actor?.confidence === 'likely').toBe(false)
  })

  test('who made a lasting key is not said to have used it', async () => {
    const signedOn = {
      ...session,
      principalId: 'AROASSOSSOSSOSSOSSO2:dana@example.com',
      arn: `arn:aws:sts::${A}:assumed-role/AWSReservedSSO_Power_0123456789abcdef/dana@example.com`,
      accountId: A,
      accessKeyId: 'ASIAQNZGKIQYDANADANA',
      sessionContext: { attributes: { creationDate: '2026-03-02T11:00:00Z' } },
    }
    const signOn = record('AssumeRoleWithSAML', {
      eventSource: 'sts.amazonaws.com',
      readOnly: true,
      eventTime: '2026-03-02T11:00:00Z',
      userIdentity: {
        type: 'SAMLUser',
        principalId: 'x:dana@example.com',
        userName: 'dana@example.com',
      },
      requestParameters: { roleSessionName: 'dana@example.com' },
      responseElements: {
        credentials: { accessKeyId: signedOn.accessKeyId },
        assumedRoleUser: { assumedRoleId: signedOn.principalId, arn: signedOn.arn },
        subject: 'dana@example.com',
      },
    })
    const made = record('CreateAccessKey', {
      userIdentity: signedOn,
      eventSource: 'iam.amazonaws.com',
      eventTime: '2026-03-02T12:00:00Z',
      requestParameters: { userName: 'Mallory' },
      responseElements: { accessKey: { accessKeyId: KEY, userName: 'Mallory' } },
    })
    const { answer, actor } = await startedBy(signOn, made, assumed(), started)
    expect(actor).toMatchObject({ through: { key: KEY, bearer: 'Mallory' } })
    expect(answer.sentence).toMatch(
      /behind which is a lasting key of Mallory, made by dana@example.com \(likely\)/,
    )
  })

  test('a user with his own key is himself', async () => {
    const answer = await askOf({ records: [record('RunInstances')] }, 'instances-started')
    expect(answer.found.events[0]).toMatchObject({
      who: USER,
      accessKeyId: KEY,
      actor: { known: true, kind: 'user', label: 'Mallory', confidence: 'certain' },
    })
    expect(answer.sentence).not.toContain('behind which')
  })

  test('what a service does on its own account has nobody behind it', async () => {
    const userIdentity = { type: 'AWSService', invokedBy: 'autoscaling.amazonaws.com' }
    const answer = await askOf(
      { records: [record('RunInstances', { userIdentity })] },
      'instances-started',
    )
    expect(answer.found.events[0]).toMatchObject({ actor: null })
  })
})
