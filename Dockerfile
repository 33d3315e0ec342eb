# Yigong in a container: docker build -t yigong . (compose.yaml says how it is run)

FROM python:3.11-slim AS built
WORKDIR /opt/yigong
COPY requirements.txt .
# The same pinned list, with hashes and nothing beside it, as make run installs.
RUN python -m venv .venv \
    && .venv/bin/python -m pip install --no-cache-dir --disable-pip-version-check --no-deps --require-hashes -r requirements.txt \
    && .venv/bin/python -m pip check

FROM python:3.11-slim
# The same number everywhere, so that a volume's owner is known outside, too.
RUN groupadd --gid 10001 yigong \
    && useradd --uid 10001 --gid yigong --no-create-home --home-dir /data --shell /usr/sbin/nologin yigong \
    && install --directory --owner=yigong --group=yigong --mode=0700 /data
WORKDIR /opt/yigong
COPY --from=built /opt/yigong/.venv .venv
COPY pyproject.toml LICENSE ./
COPY volunteering volunteering
COPY words words
COPY storage storage
COPY scheduling scheduling
COPY handlers handlers
COPY web web
COPY playground playground
COPY bot bot
# Compiled now: the file system is read-only later.
RUN python -m compileall -q bot handlers playground scheduling storage volunteering web words

ENV PATH="/opt/yigong/.venv/bin:$PATH" \
    PYTHONUNBUFFERED=1 \
    DATABASE_URL=sqlite:////data/yigong.db \
    BACKUP_DIR=/data/backups \
    HTTP_HOST=0.0.0.0 \
    HTTP_PORT=8080 \
    LOG_FORMAT=json
USER yigong
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8080/healthz', timeout=4)"]
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
