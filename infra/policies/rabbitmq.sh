#!/bin/sh
# Rights of the roles on RabbitMQ: usage: rabbitmq.sh VHOST CONSUMER QUEUE
# Passwords are read from the files watcher.password, consumer.password, operator.password (mode 600), never from arguments.
# The patterns (configure, write, read) are those of `python -m infra.queues.rights rabbitmq`; a test compares them.
set -eu
vhost=$1 consumer=$2 queue=$3
add() { rabbitmqctl -q add_user "$1" <"$2"; }
add congvan-watcher watcher.password
add "$consumer" consumer.password
add congvan-operator operator.password
# the watcher makes queues and publishes; making one with dead-lettering needs the right to read it
rabbitmqctl -q set_permissions -p "$vhost" congvan-watcher '.*' '.*' '^congvan.*|.*-[0-9a-f]{8}$'
# a consumer reads its own queue and makes nothing
rabbitmqctl -q set_permissions -p "$vhost" "$consumer" '^$' '^$' '^'"$queue"'$'
# the operator takes dead letters and sends them again
rabbitmqctl -q set_permissions -p "$vhost" congvan-operator '^$' '^congvan$' '^congvan\.dead$'
rabbitmqctl -q delete_user guest
