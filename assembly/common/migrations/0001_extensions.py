"""PostgreSQL's own extensions: exclusion constraints over keys (btree_gist), search by likeness (pg_trgm)."""

from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):
    """Nothing else."""

    initial = True
    dependencies = []
    operations = [BtreeGistExtension(), TrigramExtension()]
