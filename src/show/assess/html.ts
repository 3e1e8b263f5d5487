import { type Finding, severities } from '../../model/finding.ts'
import { groupBy } from '../../model/group-by.ts'
import { formatInstant } from '../../model/time.ts'
import type { Check } from '../../reason/assess/check.ts'
import { plural } from '../format/quantity.ts'
import { htmlText } from '../format/safe.ts'
import type { Assessment } from './assessment.ts'
import { HTML_STYLE } from './html-style.ts'
import { regionWords } from './place.ts'
import { blindSpots, scopeWords } from './reach.ts'
import { remedyOfCheck } from './remedies.ts'
import { type Summary, summaryOf } from './summary.ts'

const t = htmlText

const link = (url: string): string =>
  /^https:\/\/[\w.-]+\//.test(url) ? `<a href="${t(url)}" rel="noreferrer">${t(url)}</a>` : t(url)

const row = (f: Finding, a: Assessment): string => {
  const name = a.accounts.get(f.account)
  const isNew = a.comparison?.isNew(f) === true
  return `<tr><td>${t(f.reason)}${isNew ? ' <b class="new">new</b>' : ''}
${f.evidence.length === 0 ? '' : `<ul>${f.evidence.map((e) => `<li>${t(e)}</li>`).join('')}</ul>`}
${f.settle === undefined ? '' : `<p class="settle">Would settle it: ${t(f.settle)}</p>`}
${f.fix === undefined ? '' : `<p class="settle">To close it: ${t(f.fix)}</p>`}</td>
<td class="thing"><code>${t(f.resource)}</code></td><td class="place">${t(f.account)}${name === undefined ? '' : `<br>${t(name)}`}</td><td class="place"${f.regions === undefined ? '' : ` title="${t(f.regions.join(', '))}"`}>${t(regionWords(f))}</td></tr>`
}

/** What there is to say of a check; a remedy that every finding knows better is left out. */
const about = (check: Check | undefined, isGeneral: boolean): string =>
  check === undefined
    ? ''
    : `<p>${t(check.why)}</p>
${check.note === undefined ? '' : `<p>${t(check.note)}</p>`}
${!isGeneral || remedyOfCheck(check) === undefined ? '' : `<p><b>Remedy:</b> ${t(remedyOfCheck(check) ?? '')}.</p>`}
<p class="refs">${[
        ...(check.references.cis ?? []).map((id) => `CIS AWS Foundations ${t(id)}`),
        ...(check.references.securityHub ?? []).map((id) => `Security Hub ${t(id)}`),
        ...check.references.aws.map(link),
      ].join(' · ')}</p>`

const block = (id: string, list: readonly Finding[], a: Assessment, open: boolean): string => {
  const check = a.checks.find((c) => c.id === id)
  return `<details${open ? ' open' : ''}><summary><code>${t(id)}</code> <span>${list[0]?.status === 'pass' ? '' : 'should be: '}${t(check?.title ?? '')}</span> <b>${list.length}</b></summary>
${about(
  check,
  list.some((f) => f.fix === undefined),
)}
<table><thead><tr><th>What</th><th>Resource</th><th>Account</th><th>Region</th></tr></thead>
<tbody>${list.map((f) => row(f, a)).join('\n')}</tbody></table></details>`
}

const section = (
  id: string,
  title: string,
  list: readonly Finding[],
  a: Assessment,
  open: boolean,
): string =>
  list.length === 0
    ? ''
    : `<section id="${id}"><h2 class="${id}">${title} <small>${plural(list.length, 'finding')}</small></h2>
${[...groupBy(list, (f) => f.check)].map(([check, of]) => block(check, of, a, open)).join('\n')}</section>`

const tallies = (s: Summary): string =>
  `<table class="tally"><thead><tr><th>Group</th><th>failed</th><th>unknown</th><th>passed</th></tr></thead><tbody>
${Object.entries(s.byGroup)
  .map(
    ([g, n]) =>
      `<tr><th>${t(g)}</th><td>${n.fail}</td><td>${n.unknown}</td><td>${n.pass}</td></tr>`,
  )
  .join('\n')}</tbody></table>`

/** One page that needs nothing else: no script, no font, no request; it can be mailed, printed and kept. */
export const assessHtml = (a: Assessment): string => {
  const s = summaryOf(a)
  const failures = a.shown.filter((f) => f.status === 'fail')
  const parts = [
    ...severities.map((severity) => ({
      id: severity,
      title: severity[0]?.toUpperCase() + severity.slice(1),
      list: failures.filter((f) => f.severity === severity),
      open: severity === 'critical' || severity === 'high',
    })),
    {
      id: 'unknown',
      title: 'Unknown',
      list: a.shown.filter((f) => f.status === 'unknown'),
      open: false,
    },
    { id: 'pass', title: 'Passed', list: a.shown.filter((f) => f.status === 'pass'), open: false },
  ]
  const filled = parts.filter((p) => p.list.length > 0)
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer"><title>Wholetrail: set-up of the audit log</title>
<style>${HTML_STYLE}</style></head><body><main>
<h1>Set-up of the audit log</h1>
<p>${t(scopeWords(a))}, as collected at ${formatInstant(a.collectedAt)}. ${plural(s.checks.run, 'check')}: ${s.checks.fail} failed somewhere, ${s.checks.unknown} could not be settled everywhere, ${s.checks.pass} passed everywhere, ${s.checks.notApplicable} found nothing to judge.</p>
${blindSpots(a)
  .map((text) => `<p class="unknown">Not judged: ${t(text)}.</p>`)
  .join('\n')}
${s.baseline === null ? '' : `<p>Against the baseline: ${s.baseline.new} new, ${s.baseline.known} known, ${s.baseline.fixed} fixed, ${s.baseline.gone} no longer in the snapshot, ${s.baseline.unsettled} that can no longer be read.</p>`}
<nav>${filled.map((p) => `<a class="${p.id}" href="#${p.id}">${p.title} ${p.list.length}</a>`).join(' ')}</nav>
${tallies(s)}
${filled.map((p) => section(p.id, p.title, p.list, a, p.open)).join('\n')}
<footer>${t(a.file)}; made ${formatInstant(a.generatedAt)}</footer>
</main></body></html>`
}
