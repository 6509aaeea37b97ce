import * as paths from './paths.ts'
import type { DataSet } from './sets.ts'

const FORMATS = [
  ['csv', 'text/csv', 'http://publications.europa.eu/resource/authority/file-type/CSV'],
  ['json', 'application/json', 'http://publications.europa.eu/resource/authority/file-type/JSON'],
] as const
const both = (t: { zh: string; en: string }) => [
  { '@value': t.zh, '@language': 'zh' },
  { '@value': t.en, '@language': 'en' },
]

/** The catalogue of data sets as DCAT 3 in JSON-LD (www.w3.org/TR/vocab-dcat-3): each with its distributions. */
export function dcatOf(
  sets: readonly DataSet[],
  of: { site: string; publisher: { zh: string; en: string }; now: Date },
) {
  const { site, publisher, now } = of
  const agent = { '@id': `${site}/#publisher`, '@type': 'foaf:Agent', 'foaf:name': both(publisher) }
  return {
    '@context': {
      dcat: 'http://www.w3.org/ns/dcat#',
      dct: 'http://purl.org/dc/terms/',
      foaf: 'http://xmlns.com/foaf/0.1/',
      xsd: 'http://www.w3.org/2001/XMLSchema#',
    },
    '@id': `${site}${paths.catalog}`,
    '@type': 'dcat:Catalog',
    'dct:title': both({ zh: '开放数据目录', en: 'Catalogue of open data' }),
    'dct:description': both({
      zh: '由办理时的行为自动公开的数据集，每份写明截至何时、账本到哪里。',
      en: 'Data sets published by the acts themselves; each says as of when, and up to which checkpoint of the ledger.',
    }),
    'dct:publisher': agent,
    'dct:modified': { '@value': now.toISOString(), '@type': 'xsd:dateTime' },
    'foaf:homepage': { '@id': `${site}${paths.open}` },
    'dcat:dataset': sets.map((s) => ({
      '@id': `${site}${paths.open}/${s.id}`,
      '@type': 'dcat:Dataset',
      'dct:identifier': s.id,
      'dct:title': both(s.title),
      'dct:description': both(s.query.summary ?? s.query.title),
      'dct:publisher': { '@id': agent['@id'] },
      'dct:accrualPeriodicity': { '@id': 'http://publications.europa.eu/resource/authority/frequency/UPDATE_CONT' },
      'dcat:landingPage': { '@id': `${site}${paths.open}` },
      'dcat:distribution': FORMATS.map(([ending, media, type]) => ({
        '@id': `${site}${paths.open}/${s.id}.${ending}`,
        '@type': 'dcat:Distribution',
        'dcat:accessURL': { '@id': `${site}${paths.open}/${s.id}.${ending}` },
        'dcat:downloadURL': { '@id': `${site}${paths.open}/${s.id}.${ending}` },
        'dcat:mediaType': { '@id': `https://www.iana.org/assignments/media-types/${media}` },
        'dct:format': { '@id': type },
      })),
    })),
  }
}
