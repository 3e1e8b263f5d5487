import { parseInstant } from '../../../src/model/time.ts'
import type { Trace, TraceEdge, TraceNode } from '../../../src/model/trace.ts'

/** A node with what matters of it. */
export const node = (id: string, more: Partial<TraceNode> = {}): TraceNode => ({
  id,
  kind: 'role-session',
  label: id,
  account: '333344445555',
  arn: null,
  principalId: null,
  keyId: null,
  createdAt: null,
  facts: {},
  used: null,
  ...more,
})

export const edge = (from: string, to: string, more: Partial<TraceEdge> = {}): TraceEdge => ({
  from,
  to,
  how: 'AssumeRole',
  at: parseInstant('2026-10-15T03:16:20Z'),
  confidence: 'certain',
  because: 'the key that the call issued is the key in use',
  evidence: [{ eventId: `event-of-${to}`, account: '333344445555' }],
  ...more,
})

export const trace = (more: Partial<Trace> = {}): Trace => ({
  subject: 'AKIALEAKED',
  seen: true,
  near: [],
  starts: [],
  nodes: [],
  edges: [],
  roots: [],
  missing: [],
  conflicts: [],
  derived: [],
  notes: [],
  ...more,
})

const at = (day: number, time: string) =>
  parseInstant(`2026-10-${String(day).padStart(2, '0')}T${time}Z`)

const sessions = Array.from({ length: 12 }, (_, i) =>
  node(`s${i}`, {
    label: 'deploy/ci',
    keyId: `ASIAU3HHASRZQVIHVU${String(i).padStart(2, '0')}`,
    createdAt: at(15 + i, '03:16:20'),
    used: { count: 3 + i, first: at(15 + i, '03:17:00'), last: at(15 + i, '03:20:12') },
  }),
)

/** A person who made the key that leaked, and what was done with it. */
export const leaked: Trace = trace({
  subject: 'AKIAWO645SY5AE6V6U4F',
  starts: ['key'],
  nodes: [
    node('dana', {
      kind: 'person',
      label: 'dana.whitfield@kestrelvane.example',
      account: null,
      facts: { 'SAML subject': 'dana.whitfield@kestrelvane.example', provider: 'AWSSSO' },
    }),
    node('sso', {
      label: 'AWSReservedSSO_PowerUser_5d1c07a9be23f468/dana.whitfield@kestrelvane.example',
      account: '444455556666',
      keyId: 'ASIAWO645SY5SSOSSOSS',
      createdAt: at(5, '09:26:18'),
      used: { count: 14, first: at(5, '09:27:00'), last: at(5, '12:00:00') },
    }),
    node('key', {
      kind: 'long-term-key',
      label: 'AKIAWO645SY5AE6V6U4F',
      account: '444455556666',
      keyId: 'AKIAWO645SY5AE6V6U4F',
      createdAt: at(5, '09:31:18'),
      used: { count: 78, first: at(5, '10:08:02'), last: at(23, '16:39:25') },
    }),
    ...sessions,
    node('deep', {
      label: 'admin/ci',
      keyId: 'ASIAU3HHASRZADMINADM',
      createdAt: at(18, '03:18:00'),
      used: { count: 1, first: at(18, '03:19:00'), last: at(18, '03:19:00') },
    }),
  ],
  edges: [
    edge('dana', 'sso', { how: 'AssumeRoleWithSAML', at: at(5, '09:26:18') }),
    edge('sso', 'key', {
      how: 'CreateAccessKey',
      at: at(5, '09:31:18'),
      address: '198.51.100.33',
    }),
    ...sessions.map((s) =>
      edge('key', s.id, {
        at: s.createdAt,
        address: s.id === 's3' ? '203.0.113.77' : '198.51.100.180',
        evidence: [
          {
            eventId: `3f2c8a10-0000-4000-8000-0000000000${s.id.padStart(2, '0')}`,
            account: '444455556666',
          },
        ],
      }),
    ),
    edge('s3', 'deep', {
      at: at(18, '03:18:00'),
      confidence: 'likely',
      because: 'no record tells the key that was issued; principal and creation time agree',
    }),
  ],
  roots: [{ node: 'dana', confidence: 'certain' }],
  derived: [...sessions.map((s) => s.id), 'deep'],
})

/** A session whose issuing call was never recorded. */
export const lost: Trace = trace({
  subject: 'ASIAU3HHASRZLOSTLOST',
  starts: ['s'],
  nodes: [
    node('s', {
      label: 'deploy/ci',
      keyId: 'ASIAU3HHASRZLOSTLOST',
      createdAt: at(15, '03:16:20'),
      used: { count: 4, first: at(15, '03:17:00'), last: at(15, '03:20:12') },
    }),
  ],
  roots: [{ node: 's', confidence: null }],
  missing: [
    {
      node: 's',
      reason: 'not selected',
      sentence:
        'the call that issued it at 2026-10-15T03:16:20Z was not recorded in 333344445555: dev-trail records writes only, and AssumeRole is a read',
      setting: 'record read-only management events: set ReadWriteType of dev-trail to All',
    },
  ],
})
