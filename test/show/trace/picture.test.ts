import { expect, test } from 'vitest'
import { dotOf } from '../../../src/show/trace/dot.ts'
import { mermaidOf } from '../../../src/show/trace/mermaid.ts'
import { pictureOf } from '../../../src/show/trace/picture.ts'
import { parseDot } from './dot-parser.ts'
import { edge, leaked, lost, node, trace } from './given.ts'
import { parseMermaid } from './mermaid-parser.ts'

test('Graphviz: the chain from the person to the sessions, alike sessions as one box, likely links dashed', () => {
  const { nodes, arrows } = parseDot(dotOf(pictureOf(leaked, false)))
  expect([...nodes.values()].map((n) => n.label?.split('\\n').slice(0, 2))).toEqual([
    ['dana.whitfield@kestrelvane.example', 'person'],
    [
      'AWSReservedSSO_PowerUser_5d1c07a9be23f468/dana.whitfield@kestrelvane.example',
      'role session in 444455556666',
    ],
    ['AKIAWO645SY5AE6V6U4F', 'access key in 444455556666'],
    ['deploy/ci', '12 role sessions in 333344445555'],
    ['admin/ci', 'role session in 333344445555'],
  ])
  expect(arrows.map((a) => [a.attributes.label?.split('\\n')[0], a.attributes.style])).toEqual([
    ['AssumeRoleWithSAML', 'solid'],
    ['CreateAccessKey', 'solid'],
    ['AssumeRole ×12', 'solid'],
    ['AssumeRole', 'dashed'],
  ])
})

test('--down draws what was asked about and what derives from it, not who is above', () => {
  const { nodes } = parseDot(dotOf(pictureOf(leaked, true)))
  expect([...nodes.values()].map((n) => n.label?.split('\\n')[0])).toEqual([
    'AKIAWO645SY5AE6V6U4F',
    'deploy/ci',
    'admin/ci',
  ])
})

test('Mermaid: a hop that is missing is a box of its own with the reason', () => {
  expect(mermaidOf(pictureOf(lost, false)).split('\n').slice(0, 4)).toEqual([
    'flowchart TB',
    '  m1["not known<br/>not selected"]:::missing',
    '  n1["deploy/ci<br/>role session in 333344445555<br/>ASIAU3HHASRZLOSTLOST<br/>4 calls seen"]:::asked',
    '  m1 -.-> n1',
  ])
})

test('a session name that is a piece of a picture stays a name', () => {
  const name = '"]; forged [label="x"];\nclick n1 "javascript:alert(1)" %%{init: {}}%%'
  const t = trace({
    starts: ['s'],
    nodes: [node('p', { kind: 'person', label: name }), node('s', { label: name })],
    edges: [edge('p', 's')],
    roots: [{ node: 'p', confidence: 'certain' }],
  })
  expect(parseDot(dotOf(pictureOf(t, false))).nodes.size).toBe(2)
  const { nodes } = parseMermaid(mermaidOf(pictureOf(t, false)))
  expect([...nodes.values()][0]?.label).toContain('"]; forged [label="x"];\\u000aclick')
})

test('a picture that nobody could read is cut, and says by how much', () => {
  const many = Array.from({ length: 700 }, (_, i) => node(`s${i}`, { label: `role-${i}/ci` }))
  const t = trace({
    starts: ['k'],
    nodes: [node('k', { kind: 'long-term-key' }), ...many],
    edges: many.map((n) => edge('k', n.id)),
    roots: [{ node: 'k', confidence: null }],
    derived: many.map((n) => n.id),
  })
  expect(pictureOf(t, false).boxes).toHaveLength(200)
  expect(dotOf(pictureOf(t, false))).toContain('and 501 more groups')
  expect(mermaidOf(pictureOf(t, false))).toContain('and 501 more groups')
})

test('the readers of these tests refuse what Graphviz and Mermaid would misread', () => {
  for (const label of ['a"b', 'a\nb', 'a\\'])
    expect(() => parseDot(`digraph trace {\n  "n1" [label="${label}"];\n}`), label).toThrow()
  for (const label of ['a"b', '%%{init: {}}%%', '`a`', '<b>', 'style x:#35;'])
    expect(() => parseMermaid(`flowchart TB\n  n1["${label}"]:::root`), label).toThrow()
})
