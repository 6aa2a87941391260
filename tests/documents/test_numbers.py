import threading

import pytest
from django.db import connection, transaction

from assembly.documents.models import NumberSeries
from assembly.documents.services.numbers import next_number

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_number_is_taken_only_inside_a_transaction():
    with pytest.raises(RuntimeError):
        next_number("session:36:decisions")

    assert NumberSeries.objects.count() == 0


def test_series_of_different_scopes_do_not_touch_each_other():
    with transaction.atomic():
        numbers = [next_number("a"), next_number("a"), next_number("b")]

    assert numbers == [1, 2, 1]


def test_a_number_of_an_act_that_was_undone_is_given_back():
    with transaction.atomic():
        next_number("a")
        transaction.set_rollback(True)

    with transaction.atomic():
        assert next_number("a") == 1


def test_fifty_acts_at_once_get_the_numbers_from_one_to_fifty():
    numbers, gate = [], threading.Barrier(10)

    def take():
        gate.wait()
        try:
            for _ in range(5):
                with transaction.atomic():
                    numbers.append(next_number("session:36:decisions"))
        finally:
            connection.close()

    threads = [threading.Thread(target=take) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(numbers) == list(range(1, 51))
