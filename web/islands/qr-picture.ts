import jsQR from 'jsqr'

/** Sizes at which a picture is read: dense codes want many pixels, noisy photographs fewer. */
const SIDES = [1400, 2200, 900]

type Detector = { detect(picture: ImageBitmap): Promise<{ rawValue: string }[]> }

/** The text of the QR code on a picture: by the browser where it can, else by jsQR; nothing leaves the device. */
export async function readQr(file: Blob): Promise<string | undefined> {
  const picture = await createImageBitmap(file).catch(() => undefined)
  if (!picture) return undefined
  const Native = (globalThis as { BarcodeDetector?: new (o: { formats: string[] }) => Detector }).BarcodeDetector
  if (Native) {
    const found = await new Native({ formats: ['qr_code'] }).detect(picture).catch(() => [])
    if (found[0]) return found[0].rawValue
  }
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d', { willReadFrequently: true })!
  for (const side of SIDES) {
    const scale = Math.min(1, side / Math.max(picture.width, picture.height))
    canvas.width = Math.round(picture.width * scale)
    canvas.height = Math.round(picture.height * scale)
    context.fillStyle = '#ffffff'
    context.fillRect(0, 0, canvas.width, canvas.height)
    context.drawImage(picture, 0, 0, canvas.width, canvas.height)
    const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height)
    const read = (jsQR as unknown as typeof jsQR.default)(data, width, height)?.data
    if (read) return read
    if (scale === 1) return undefined
  }
  return undefined
}
