import { createHash, createPublicKey, verify } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { filesOf, plain } from './demo-tree.ts'

interface DigestFile {
  digestEndTime: string
  digestS3Bucket: string
  digestS3Object: string
  digestPublicKeyFingerprint: string
  previousDigestS3Object: string | null
  previousDigestHashValue: string | null
  previousDigestSignature: string | null
  logFiles: { s3Bucket: string; s3Object: string; hashValue: string }[]
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** What a check of every digest below a folder found: written from facts/aws.md 2.3 alone. */
export interface DigestCheck {
  readonly digests: number
  readonly starts: number
  readonly attested: readonly string[]
  readonly problems: readonly string[]
}

export const checkDigests = async (root: string): Promise<DigestCheck> => {
  const read = async (path: string) => plain(path, await readFile(join(root, path)))
  const files = await filesOf(root)
  const signatures = new Map<string, string>()
  for (const path of files.filter((f) => f.startsWith('metadata/')))
    for (const line of (await read(path)).trim().split('\n')) {
      const { key, metadata } = JSON.parse(line) as { key: string; metadata: { signature: string } }
      signatures.set(key, metadata.signature)
    }
  const keys = new Map<string, string>()
  for (const path of files.filter((f) => f.startsWith('keys/'))) {
    const answer = JSON.parse(await read(path)) as {
      PublicKeyList: { Value: string; Fingerprint: string }[]
    }
    for (const k of answer.PublicKeyList) keys.set(k.Fingerprint, k.Value)
  }
  const texts = new Map<string, string>()
  for (const path of files.filter((f) => f.includes('/CloudTrail-Digest/')))
    texts.set(path.split('/').slice(2).join('/'), await read(path))

  const problems: string[] = []
  const attested: string[] = []
  let starts = 0
  for (const [key, text] of texts) {
    const d = JSON.parse(text) as DigestFile
    if (d.digestS3Object !== key) problems.push(`moved: ${key}`)
    const der = Buffer.from(keys.get(d.digestPublicKeyFingerprint) ?? '', 'base64')
    if (createHash('md5').update(der).digest('hex') !== d.digestPublicKeyFingerprint)
      problems.push(`key does not fit its fingerprint: ${key}`)
    const signed = `${d.digestEndTime}\n${d.digestS3Bucket}/${key}\n${sha256(text)}\n${d.previousDigestSignature ?? 'null'}`
    const publicKey = createPublicKey({ key: der, format: 'der', type: 'pkcs1' })
    const signature = Buffer.from(signatures.get(key) ?? '', 'hex')
    if (!verify('RSA-SHA256', Buffer.from(signed), publicKey, signature))
      problems.push(`signature: ${key}`)
    if (d.previousDigestS3Object === null) starts++
    else {
      const previous = texts.get(d.previousDigestS3Object)
      if (previous === undefined) problems.push(`no previous digest: ${key}`)
      else if (sha256(previous) !== d.previousDigestHashValue) problems.push(`chain: ${key}`)
      if (signatures.get(d.previousDigestS3Object) !== d.previousDigestSignature)
        problems.push(`previous signature: ${key}`)
    }
    for (const log of d.logFiles) {
      const path = `s3/${log.s3Bucket}/${log.s3Object}`
      attested.push(path)
      if (sha256(await read(path)) !== log.hashValue) problems.push(`altered: ${path}`)
    }
  }
  return { digests: texts.size, starts, attested, problems }
}
