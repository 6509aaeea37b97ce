// Pictures for the demonstration's sites: a sky, the ground, and a building as high as the works are far. Real PNGs of our own, so
// that they go the way of every photograph.
import { png } from '../../kernel/documents/index.ts'

const WIDTH = 240
const HEIGHT = 160
type Colour = readonly [number, number, number]
const SKY: Colour = [196, 214, 226]
const GROUND: Colour = [158, 148, 128]
const WALL: Colour = [212, 203, 186]
const WINDOW: Colour = [92, 118, 138]
const CRANE: Colour = [224, 161, 0]

function colourAt(x: number, y: number, percent: number): Colour {
  const ground = HEIGHT - 30
  if (y >= ground) return GROUND
  const top = ground - Math.round((percent * 100) / 100)
  const inside = x >= 60 && x < 170 && y >= top
  if (inside) return (x - 60) % 22 > 6 && (x - 60) % 22 < 16 && (ground - y) % 20 > 6 ? WINDOW : WALL
  if (percent < 100 && ((x >= 186 && x < 191) || (y >= 18 && y < 22 && x > 70 && x < 200))) return CRANE
  return SKY
}

export function sitePicture(percent: number): Uint8Array {
  const data = new Uint8Array(HEIGHT * WIDTH * 3)
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) data.set(colourAt(x, y, percent), (y * WIDTH + x) * 3)
  return new Uint8Array(png({ width: WIDTH, height: HEIGHT, data }))
}
