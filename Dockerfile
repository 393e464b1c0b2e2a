# Encore in one image: web, workers, scheduler and the commands of manage.py; what it does is the command's to say.
FROM node:20-slim AS front_end
WORKDIR /encore/frontend
COPY frontend/package.json frontend/package-lock.json frontend/.npmrc ./
RUN npm ci --no-progress
COPY frontend ./
RUN npm run build

FROM python:3.11-slim
ENV PYTHONUNBUFFERED=1 DATA_DIR=/data
RUN useradd --create-home --uid 10001 encore && mkdir /data && chown encore /data
WORKDIR /encore
COPY requirements/server.txt requirements/
RUN pip install --no-cache-dir --require-hashes -r requirements/server.txt
COPY manage.py pyproject.toml ./
COPY audits audits
COPY config config
COPY --from=front_end /encore/frontend/dist frontend/dist
USER encore
VOLUME /data
EXPOSE 8000
CMD ["python", "-m", "granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "--blocking-threads", "8", "--no-ws", "--respawn-failed-workers", "config.wsgi:application"]
