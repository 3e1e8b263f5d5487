import { link, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { z } from 'zod'
import { documentSchemas } from '../../src/show/docs.ts'
import type { verifyPartSchema } from '../../src/show/verify/schema.ts'
import { runCli, type World } from '../fixtures/cli.ts'

export type VerifyDocument = z.infer<typeof verifyPartSchema> & {
  readonly window: { readonly from: string; readonly to: string } | null
}
export type SlotPart = VerifyDocument['chains'][number]['slots'][number]

/** Runs `verify --json`; the document is checked against its schema. */
export const verifyIn = async (
  argv: readonly string[],
  world: World = {},
): Promise<{ readonly code: number; readonly document: VerifyDocument }> => {
  const { code, stdout, stderr } = await runCli(['verify', ...argv, '--json'], world)
  if (stdout === '') throw new Error(`no document: ${stderr}`)
  return {
    code,
    document: documentSchemas.verify.parse(JSON.parse(stdout)) as unknown as VerifyDocument,
  }
}

/** Standard slots of the one chain of a document. */
export const hoursOf = ({ chains }: VerifyDocument): readonly SlotPart[] => {
  const [chain] = chains
  if (chain === undefined || chains.length > 1) throw new Error(`${chains.length} chains`)
  return chain.slots.filter((s) => s.chain === 'standard')
}

/** Slots that are due and not verified, in short. */
export const wrongIn = (document: VerifyDocument): readonly string[] =>
  hoursOf(document)
    .filter((s) => !['verified', 'verified-empty', 'not-yet-due'].includes(s.state))
    .map((s) => `${s.from} ${s.to} ${s.state}`)

/** Another folder with the same files, without copying a byte: a file must be replaced, never written into. */
export const linkedCopy = async (from: string, to: string): Promise<string> => {
  const entries = await readdir(from, { recursive: true, withFileTypes: true })
  for (const e of entries.filter((x) => x.isFile())) {
    const path = join(e.parentPath, e.name)
    const there = join(to, path.slice(from.length))
    await mkdir(dirname(there), { recursive: true })
    await link(path, there)
  }
  return to
}

/** Files below a folder whose path holds a text, in their order. */
export const pathsWith = async (folder: string, part: string): Promise<readonly string[]> =>
  (await readdir(folder, { recursive: true }))
    .filter((name) => name.includes(part) && name.endsWith('.gz'))
    .sort()
    .map((name) => join(folder, name))

/** Puts another file in the place of one. */
export const replace = async (path: string, content: Uint8Array): Promise<void> => {
  await rm(path)
  await writeFile(path, content)
}

/** One byte of a gzip file's text is another one; still gzip. */
export const flipByte = async (path: string): Promise<void> => {
  const text = gunzipSync(await readFile(path))
  const at = text.indexOf('eventName')
  text[at] = (text[at] ?? 0) ^ 1
  await replace(path, gzipSync(text))
}
