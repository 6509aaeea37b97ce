// Browser-safe: packages of releases and records.
import { compile } from './compile.rules.ts'
import { emptyPackage, type Release, recordPackage, release, releasePackage } from './ocds.shape.ts'

/** The prefix of our processes. A city registers its own with the Open Contracting Partnership; this one is of the demonstration. */
export const PREFIX = 'ocds-gnomon'
export const ocidOf = (number: string): string => `${PREFIX}-${number}`
export const numberOf = (ocid: string): string | undefined =>
  ocid.startsWith(`${PREFIX}-`) ? ocid.slice(PREFIX.length + 1) : undefined
const BIDS = 'https://extensions.open-contracting.org/en/extensions/bids/v1.1.5/extension.json'
const LINKS = 'https://extensions.open-contracting.org/en/extensions/pagination/master/extension.json'

export type Said = { uri: string; at: Date; publisher: string; site: string }
const head = (s: Said, extensions: string[]) => ({
  uri: s.uri,
  version: '1.1' as const,
  extensions,
  publishedDate: s.at.toISOString(),
  publisher: { name: s.publisher, uri: s.site },
})

/** One page of releases; `next` where there are more. Each is checked before it leaves. */
export function packageOf(s: Said, releases: readonly Release[], next?: string) {
  const all = { ...head(s, [BIDS, LINKS]), releases: [...releases] }
  return releases.length === 0
    ? emptyPackage.parse(all)
    : releasePackage.parse({ ...all, ...(next ? { links: { next } } : {}) })
}

export const recordOf = (s: Said, releases: readonly Release[]) =>
  recordPackage.parse({
    ...head(s, [BIDS]),
    records: [{ ocid: releases[0]!.ocid, releases: [...releases], compiledRelease: release.parse(compile(releases)) }],
  })
