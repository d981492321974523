# The bot without its workshop: no tests, no sandbox, nothing that is not locked by hash.
FROM python:3.12-slim

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /app
COPY requirements/run.txt requirements/run.txt
RUN pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements/run.txt

COPY sla sla
COPY storage storage
COPY scheduling scheduling
COPY intake intake
COPY handlers handlers
COPY bot bot

# /state holds what outlives the container: the SQLite file, where there is one, and the heartbeat.
RUN useradd --create-home --uid 10001 sla && mkdir /state && chown sla /state
USER sla
VOLUME /state
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
