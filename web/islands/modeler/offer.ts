// What the editor offers to draw: the menus hold only what can run here, so that nobody draws a chart that is then refused.

type Entries = Record<string, unknown>
type Registry = { registerProvider(priority: number, provider: unknown): void }
type Menu = { registerProvider(id: string, priority: number, provider: unknown): void }

/** Parts of the menus' entry ids that no procedure of an administration runs. */
const NEVER =
  /script-task|complex-gateway|transaction|ad-hoc|escalation|compensation|conditional-(start|intermediate|boundary|event)|link-intermediate|cancel|event-subprocess|instantiate|data-(object|store)|pool|participant|group|signal-start|none-boundary/

const without = (entries: Entries): Entries =>
  Object.fromEntries(Object.entries(entries).filter(([id]) => !NEVER.test(id)))

class Offer {
  static $inject = ['palette', 'popupMenu']
  constructor(palette: Registry, popupMenu: Menu) {
    // A lower priority runs later and sees what the others offered.
    palette.registerProvider(100, { getPaletteEntries: () => without })
    popupMenu.registerProvider('bpmn-replace', 100, { getPopupMenuEntries: () => without })
  }
}

export const offer = { __init__: ['gnomonOffer'], gnomonOffer: ['type', Offer] }
