const MODEL = /^https?:\/\/www\.omg\.org\/spec\/DMN\//
const KINDS = ['decision', 'inputData', 'businessKnowledgeModel', 'knowledgeSource', 'decisionService']
const WIDTH = 180
const HEIGHT = 80
const GAP = { x: 60, y: 90 }

/**
 * A model without coordinates, with some: what is needed below what needs it, each row beside one another. dmn-js lays all of them
 * on one heap. The text of the standard itself stays as it is until somebody draws.
 */
export function withCoordinates(xml: string): string {
  const file = new DOMParser().parseFromString(xml, 'application/xml')
  const root = file.documentElement
  if (file.querySelector('parsererror') || !MODEL.test(root.namespaceURI ?? '')) return xml
  if ([...root.children].some((c) => c.localName === 'DMNDI')) return xml
  const elements = [...root.children].filter((c) => KINDS.includes(c.localName) && c.id)
  if (elements.length < 2) return xml
  const needs = elements.flatMap((to) =>
    [...to.children]
      .filter((c) => /Requirement$/.test(c.localName) && c.id)
      .flatMap((requirement) => {
        const from = requirement.firstElementChild?.getAttribute('href')?.split('#')[1]
        return from && elements.some((e) => e.id === from) ? [{ id: requirement.id, from, to: to.id }] : []
      }),
  )
  // A row for each length of the longest way up; a circle of requirements ends at the number of elements.
  const row = new Map(elements.map((e) => [e.id, 0]))
  for (let round = 0; round < elements.length; round++)
    for (const n of needs)
      if (row.get(n.from)! <= row.get(n.to)! && row.get(n.to)! < elements.length) row.set(n.from, row.get(n.to)! + 1)
  const place = new Map<string, { x: number; y: number }>()
  for (const level of new Set(row.values()))
    for (const [i, e] of elements.filter((x) => row.get(x.id) === level).entries())
      place.set(e.id, { x: 380 + i * (WIDTH + GAP.x), y: 120 + level * (HEIGHT + GAP.y) })
  const shapes = elements.map((e) => {
    const { x, y } = place.get(e.id)!
    return `<dmndi:DMNShape id="shape_${e.id}" dmnElementRef="${e.id}"><dc:Bounds height="${HEIGHT}" width="${WIDTH}" x="${x}" y="${y}"/></dmndi:DMNShape>`
  })
  const edges = needs.map((n) => {
    const [from, to] = [place.get(n.from)!, place.get(n.to)!]
    return `<dmndi:DMNEdge id="edge_${n.id}" dmnElementRef="${n.id}"><di:waypoint x="${from.x + WIDTH / 2}" y="${from.y}"/><di:waypoint x="${to.x + WIDTH / 2}" y="${to.y + HEIGHT}"/></dmndi:DMNEdge>`
  })
  const drawn = `<dmndi:DMNDI xmlns:dmndi="https://www.omg.org/spec/DMN/20191111/DMNDI/" xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/" xmlns:di="http://www.omg.org/spec/DMN/20180521/DI/"><dmndi:DMNDiagram id="diagram">${shapes.join('')}${edges.join('')}</dmndi:DMNDiagram></dmndi:DMNDI>`
  const end = xml.lastIndexOf('</')
  return xml.slice(0, end) + drawn + xml.slice(end)
}
