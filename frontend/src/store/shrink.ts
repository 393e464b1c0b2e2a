import { fitWithin, QUALITY } from "../domain/photo";

/** A photo made small: JPEG, upright, without any metadata of the camera's. */
export interface Shrunk {
  readonly bytes: ArrayBuffer;
  readonly mime: "image/jpeg";
  readonly width: number;
  readonly height: number;
}

/**
 * Shrinks a photo to a long edge in pixels (never enlarges) and writes it anew: the camera's rotation is
 * applied, its metadata are gone. Throws what the browser throws when the file is no picture it can read.
 */
export async function shrink(file: Blob, longEdge: number, quality = QUALITY): Promise<Shrunk> {
  const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
  try {
    const size = fitWithin(bitmap, longEdge);
    const jpeg = await drawn(bitmap, size, quality);
    return { ...size, bytes: await jpeg.arrayBuffer(), mime: "image/jpeg" };
  } finally {
    bitmap.close();
  }
}

async function drawn(
  bitmap: ImageBitmap,
  size: { width: number; height: number },
  quality: number,
): Promise<Blob> {
  const canvas =
    typeof OffscreenCanvas === "undefined"
      ? Object.assign(document.createElement("canvas"), size)
      : new OffscreenCanvas(size.width, size.height);
  const context = canvas.getContext("2d") as
    | CanvasRenderingContext2D
    | OffscreenCanvasRenderingContext2D
    | null;
  if (!context) throw new DOMException("No canvas to draw on", "NotSupportedError");
  context.fillStyle = "#fff"; // JPEG has no transparency
  context.fillRect(0, 0, size.width, size.height);
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, size.width, size.height);
  return canvas instanceof HTMLCanvasElement
    ? fromElement(canvas, quality)
    : canvas.convertToBlob({ type: "image/jpeg", quality });
}

function fromElement(canvas: HTMLCanvasElement, quality: number): Promise<Blob> {
  return new Promise((resolve, reject) => {
    const failed = () => reject(new DOMException("The picture could not be written", "EncodingError"));
    canvas.toBlob((blob) => (blob ? resolve(blob) : failed()), "image/jpeg", quality);
  });
}
