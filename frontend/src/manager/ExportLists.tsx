import { address } from "../api/asking";
import type { ExportFile } from "../domain/exports";
import { count, size } from "../ui/desk/figures";
import { clock, nearDay } from "../ui/times";
import { useWords } from "./words";

/** What is at work: how far it is, and the way to stop it. The page may be left. */
export function BeingMade({ files, stop }: { files: ExportFile[]; stop: (file: ExportFile) => void }) {
  const { t, language } = useWords();
  return (
    <section class="narrow">
      <div class="part first">
        <header>
          <h2>{t("exports.being_made")}</h2>
        </header>
        {files.length === 0 && <p class="quiet empty">{t("exports.nothing_made")}</p>}
        {files.map((file) => (
          <div key={file.id} class="being-made">
            <strong>{t(`exports.of.${file.content}.${file.shape}`)}</strong>
            <p class="quiet">
              {file.file_format.toUpperCase()} · {t("exports.asked", { at: clock(file.asked_at) })}
            </p>
            <progress
              {...(file.rows ? { max: file.rows, value: file.rows_done } : {})}
              aria-label={t("exports.rows_written")}
            />
            <p class="quiet" role="status">
              {file.rows
                ? t("exports.rows", {
                    done: count(file.rows_done, language),
                    rows: count(file.rows, language),
                  })
                : t("exports.waiting")}
            </p>
            <button type="button" class="link" onClick={() => stop(file)}>
              {t("exports.stop")}
            </button>
          </div>
        ))}
      </div>
    </section>
  );
}

type ListProps = { files: ExportFile[]; remove: (file: ExportFile) => void };

/** What can be fetched, and what went wrong. */
export function Finished({ files, remove }: ListProps) {
  const { t } = useWords();
  return (
    <section class="part">
      <header>
        <h2>{t("exports.finished")}</h2>
        <span class="end">{t("exports.kept")}</span>
      </header>
      {files.length === 0 ? (
        <p class="quiet empty">{t("exports.empty")}</p>
      ) : (
        <table class="folds plain">
          <thead>
            <tr>
              <th scope="col">{t("exports.what")}</th>
              <th scope="col">{t("exports.format")}</th>
              <th scope="col" class="num">
                {t("exports.col.rows")}
              </th>
              <th scope="col" class="num">
                {t("exports.col.size")}
              </th>
              <th scope="col">{t("exports.col.made")}</th>
              <th scope="col">
                <span class="unseen">{t("exports.file")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {files.map((file) => (
              <FileRow key={file.id} file={file} remove={() => remove(file)} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function FileRow({ file, remove }: { file: ExportFile; remove: () => void }) {
  const { t, language } = useWords();
  const made = file.finished_at ?? file.asked_at;
  const isDone = file.state === "done";
  return (
    <tr>
      <th scope="row">{t(`exports.of.${file.content}.${file.shape}`)}</th>
      <td data-of={t("exports.format")}>{file.file_format.toUpperCase()}</td>
      <td class="num" data-of={t("exports.col.rows")}>
        {isDone ? count(file.rows_done, language) : t(`exports.state.${file.state}`)}
      </td>
      <td class="num" data-of={t("exports.col.size")}>
        {file.bytes === null ? "–" : size(file.bytes, language)}
      </td>
      <td data-of={t("exports.col.made")}>
        {nearDay(made, Date.now())}, {clock(made)}
      </td>
      <td class="fetch">
        {isDone && (
          <>
            <a href={address(`exports/${file.id}/file`)} download>
              {t("exports.download")}
            </a>
            {file.file_format === "csv" && (
              <a href={address(`exports/${file.id}/codebook`)} download>
                {t("exports.codebook")}
              </a>
            )}
          </>
        )}
        <button type="button" class="link" onClick={remove}>
          {t("exports.delete")}
        </button>
      </td>
    </tr>
  );
}
