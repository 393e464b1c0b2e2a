"""Doors to pay: the shopper's own, and headquarters' schedulers'."""

from audits.pay.api.desk import DecidePay, OnePayFile, PaidPayFile, PayFileForBank, PayFiles, Pays
from audits.pay.api.shopper import ExpenseReceipt, MyExpense, MyPay, VisitExpense, VisitExpenses

__all__ = [
    "DecidePay",
    "ExpenseReceipt",
    "MyExpense",
    "MyPay",
    "OnePayFile",
    "PaidPayFile",
    "PayFileForBank",
    "PayFiles",
    "Pays",
    "VisitExpense",
    "VisitExpenses",
]
