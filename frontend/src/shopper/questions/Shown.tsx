/** A picture that belongs to a question or a choice; only one that this server or the edition itself holds. */
export function Shown({ image }: { image: string | undefined }) {
  if (!image || !/^(data:image\/|\/(?!\/))/.test(image)) return null;
  return <img class="shows" src={image} alt="" />;
}
