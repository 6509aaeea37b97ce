import type { ItemContent } from '../../kernel/catalog/index.ts'
import { lawLink } from '../../kernel/law/index.ts'

const both = (t: { zh: string; en: string }) => [
  { '@value': t.zh, '@language': 'zh' },
  { '@value': t.en, '@language': 'en' },
]

/** The services as CPSV-AP 3.2 in JSON-LD (semiceu.github.io/CPSV-AP): what each gives, needs, costs, how long, by which law, from whom. */
export function cpsvOf(
  services: readonly { code: string; unit: string; unitName: { zh: string; en: string }; content: ItemContent }[],
  { site }: { site: string },
) {
  return {
    '@context': {
      cpsv: 'http://purl.org/vocab/cpsv#',
      cv: 'http://data.europa.eu/m8g/',
      dct: 'http://purl.org/dc/terms/',
      eli: 'http://data.europa.eu/eli/ontology#',
      skos: 'http://www.w3.org/2004/02/skos/core#',
      xsd: 'http://www.w3.org/2001/XMLSchema#',
      dcat: 'http://www.w3.org/ns/dcat#',
    },
    '@graph': services.map(({ code, unit, unitName, content }) => ({
      '@id': `${site}/items/${code}`,
      '@type': 'cpsv:PublicService',
      'dct:identifier': code,
      'dct:title': both(content.name),
      'dct:description': both(content.inOneSentence),
      'cv:hasCompetentAuthority': {
        '@id': `${site}/departments/${unit}`,
        '@type': 'cv:PublicOrganisation',
        'skos:prefLabel': both(unitName),
      },
      'cv:processingTime': { '@value': `P${content.limits.promised.value}D`, '@type': 'xsd:duration' },
      'cpsv:produces': { '@type': 'cpsv:Output', 'dct:title': both(content.result.name) },
      'cv:hasCost': {
        '@type': 'cv:Cost',
        'dct:description': both(content.fee.note),
        ...(content.fee.charged ? {} : { 'cv:value': 0 }),
      },
      'cpsv:hasInput': content.materials.map((m) => ({
        '@type': 'cv:Evidence',
        'dct:identifier': m.id,
        'dct:title': both(m.name),
      })),
      'cv:hasLegalResource': content.basis.map((b) => ({
        '@id': `${site}${lawLink(b)}`,
        '@type': 'eli:LegalResource',
        'dct:title': [{ '@value': `${b.law} 第${b.article}条`, '@language': 'zh' }],
      })),
      'cv:hasChannel': {
        '@type': 'cv:Channel',
        'dct:description': both(content.channels.address),
        'dcat:accessURL': { '@id': `${site}/items/${code}` },
      },
    })),
  }
}
