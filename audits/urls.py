"""Every way in, under /api/v1/."""

from django.urls import URLPattern, URLResolver, path

from audits.checklists import api as checklists
from audits.exports import api as exports
from audits.people import api as people
from audits.places.api import imports as store_imports
from audits.places.api import places
from audits.reviews import api as reviews
from audits.scorecards import api as scorecards
from audits.visits import api as visits
from audits.waves import api as waves

urlpatterns: list[URLPattern | URLResolver] = [
    path("me", people.Me.as_view()),
    path("tokens", people.Tokens.as_view()),
    path("tokens/<int:id>", people.OneToken.as_view()),
    path("regions", places.Regions.as_view()),
    path("stores", places.Stores.as_view()),
    path("stores/<uuid:id>", places.OneStore.as_view()),
    path("store-imports", store_imports.StoreImports.as_view()),
    path("store-imports/<uuid:id>", store_imports.OneStoreImport.as_view()),
    path("store-imports/<uuid:id>/take", store_imports.TakeStoreImport.as_view()),
    path("store-imports/<uuid:id>/report.csv", store_imports.StoreImportReport.as_view()),
    path("checklists", checklists.Checklists.as_view()),
    path("checklists/check", checklists.Check.as_view()),
    path("checklists/<uuid:id>", checklists.OneChecklist.as_view()),
    path("checklists/<uuid:id>/publish", checklists.Publish.as_view()),
    path("checklists/<uuid:id>/editions/<int:number>/workbook", checklists.EditionWorkbook.as_view()),
    path("editions/<str:sha256>", checklists.PrintedEdition.as_view()),
    path("exports", exports.Exports.as_view()),
    path("exports/stream", exports.ExportStream.as_view()),
    path("exports/<uuid:id>", exports.OneExport.as_view()),
    path("exports/<uuid:id>/file", exports.ExportFile.as_view()),
    path("exports/<uuid:id>/codebook", exports.ExportCodebook.as_view()),
    path("visits/<uuid:id>", reviews.OneVisit.as_view()),
    path("visits/<uuid:id>/release", reviews.Release.as_view()),
    path("visits/<uuid:id>/send-back", reviews.SendBack.as_view()),
    path("visits/<uuid:id>/regrade", reviews.Regrade.as_view()),
    path("standing", scorecards.Standing.as_view()),
    path("scorecards", scorecards.Scorecards.as_view()),
    path("scorecards/<uuid:id>", scorecards.OneScorecard.as_view()),
    path("sync", visits.Sync.as_view()),
    path("receipts/query", visits.ReceiptsQuery.as_view()),
    path("diagnostics", visits.Diagnostics.as_view()),
    path("visits", visits.Visits.as_view()),
    path("visits/<uuid:visit>/revisions/<int:number>", visits.VisitRevision.as_view()),
    path("visits/<uuid:visit>/receipt", visits.VisitReceipt.as_view()),
    path("visits/<uuid:visit>/blobs/<str:sha256>", visits.VisitBlob.as_view()),
    path("visits/<uuid:visit>/photos/<str:sha256>", visits.VisitPhoto.as_view()),
    path("visits/<uuid:visit>/withdraw", visits.Withdraw.as_view()),
    path("set-aside", visits.SetAside.as_view()),
    path("set-aside/<int:id>/accept", visits.AcceptSetAside.as_view()),
    path("rescue", visits.Rescue.as_view()),
    path("waves", waves.Waves.as_view()),
    path("waves/<uuid:id>/assignments", waves.Assignments.as_view()),
    path("assignments/<uuid:id>/withdraw", waves.WithdrawAssignment.as_view()),
]
