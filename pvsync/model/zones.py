"""The day in a territory: its eastern-most time zone, and what a bare date means there as an instant.

Prime Video publishes at the start of day in the eastern-most time zone of a territory (validation-rules A23), so
a bare date is read there (open question 10). The table below is derived from the IANA zone list: for each
territory the zone with the greatest standard offset, the first listed where several share it. One exception:
for UA the zone of its capital. The configuration can override any entry.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

_EASTERN_MOST = """
AD Europe/Andorra; AE Asia/Dubai; AF Asia/Kabul; AG America/Antigua; AI America/Anguilla
AL Europe/Tirane; AM Asia/Yerevan; AO Africa/Luanda; AQ Antarctica/McMurdo
AR America/Argentina/Buenos_Aires; AS Pacific/Pago_Pago; AT Europe/Vienna; AU Australia/Lord_Howe
AW America/Aruba; AX Europe/Mariehamn; AZ Asia/Baku; BA Europe/Sarajevo; BB America/Barbados
BD Asia/Dhaka; BE Europe/Brussels; BF Africa/Ouagadougou; BG Europe/Sofia; BH Asia/Bahrain
BI Africa/Bujumbura; BJ Africa/Porto-Novo; BL America/St_Barthelemy; BM Atlantic/Bermuda; BN Asia/Brunei
BO America/La_Paz; BQ America/Kralendijk; BR America/Noronha; BS America/Nassau; BT Asia/Thimphu
BW Africa/Gaborone; BY Europe/Minsk; BZ America/Belize; CA America/St_Johns; CC Indian/Cocos
CD Africa/Lubumbashi; CF Africa/Bangui; CG Africa/Brazzaville; CH Europe/Zurich; CI Africa/Abidjan
CK Pacific/Rarotonga; CL America/Coyhaique; CM Africa/Douala; CN Asia/Shanghai; CO America/Bogota
CR America/Costa_Rica; CU America/Havana; CV Atlantic/Cape_Verde; CW America/Curacao
CX Indian/Christmas; CY Asia/Nicosia; CZ Europe/Prague; DE Europe/Berlin; DJ Africa/Djibouti
DK Europe/Copenhagen; DM America/Dominica; DO America/Santo_Domingo; DZ Africa/Algiers
EC America/Guayaquil; EE Europe/Tallinn; EG Africa/Cairo; EH Africa/El_Aaiun; ER Africa/Asmara
ES Europe/Madrid; ET Africa/Addis_Ababa; FI Europe/Helsinki; FJ Pacific/Fiji; FK Atlantic/Stanley
FM Pacific/Pohnpei; FO Atlantic/Faroe; FR Europe/Paris; GA Africa/Libreville; GB Europe/London
GD America/Grenada; GE Asia/Tbilisi; GF America/Cayenne; GG Europe/Guernsey; GH Africa/Accra
GI Europe/Gibraltar; GL America/Danmarkshavn; GM Africa/Banjul; GN Africa/Conakry; GP America/Guadeloupe
GQ Africa/Malabo; GR Europe/Athens; GS Atlantic/South_Georgia; GT America/Guatemala; GU Pacific/Guam
GW Africa/Bissau; GY America/Guyana; HK Asia/Hong_Kong; HN America/Tegucigalpa; HR Europe/Zagreb
HT America/Port-au-Prince; HU Europe/Budapest; ID Asia/Jayapura; IE Europe/Dublin; IL Asia/Jerusalem
IM Europe/Isle_of_Man; IN Asia/Kolkata; IO Indian/Chagos; IQ Asia/Baghdad; IR Asia/Tehran
IS Atlantic/Reykjavik; IT Europe/Rome; JE Europe/Jersey; JM America/Jamaica; JO Asia/Amman
JP Asia/Tokyo; KE Africa/Nairobi; KG Asia/Bishkek; KH Asia/Phnom_Penh; KI Pacific/Kiritimati
KM Indian/Comoro; KN America/St_Kitts; KP Asia/Pyongyang; KR Asia/Seoul; KW Asia/Kuwait
KY America/Cayman; KZ Asia/Almaty; LA Asia/Vientiane; LB Asia/Beirut; LC America/St_Lucia
LI Europe/Vaduz; LK Asia/Colombo; LR Africa/Monrovia; LS Africa/Maseru; LT Europe/Vilnius
LU Europe/Luxembourg; LV Europe/Riga; LY Africa/Tripoli; MA Africa/Casablanca; MC Europe/Monaco
MD Europe/Chisinau; ME Europe/Podgorica; MF America/Marigot; MG Indian/Antananarivo; MH Pacific/Majuro
MK Europe/Skopje; ML Africa/Bamako; MM Asia/Yangon; MN Asia/Ulaanbaatar; MO Asia/Macau
MP Pacific/Saipan; MQ America/Martinique; MR Africa/Nouakchott; MS America/Montserrat; MT Europe/Malta
MU Indian/Mauritius; MV Indian/Maldives; MW Africa/Blantyre; MX America/Cancun; MY Asia/Kuala_Lumpur
MZ Africa/Maputo; NA Africa/Windhoek; NC Pacific/Noumea; NE Africa/Niamey; NF Pacific/Norfolk
NG Africa/Lagos; NI America/Managua; NL Europe/Amsterdam; NO Europe/Oslo; NP Asia/Kathmandu
NR Pacific/Nauru; NU Pacific/Niue; NZ Pacific/Chatham; OM Asia/Muscat; PA America/Panama
PE America/Lima; PF Pacific/Gambier; PG Pacific/Bougainville; PH Asia/Manila; PK Asia/Karachi
PL Europe/Warsaw; PM America/Miquelon; PN Pacific/Pitcairn; PR America/Puerto_Rico; PS Asia/Gaza
PT Europe/Lisbon; PW Pacific/Palau; PY America/Asuncion; QA Asia/Qatar; RE Indian/Reunion
RO Europe/Bucharest; RS Europe/Belgrade; RU Asia/Kamchatka; RW Africa/Kigali; SA Asia/Riyadh
SB Pacific/Guadalcanal; SC Indian/Mahe; SD Africa/Khartoum; SE Europe/Stockholm; SG Asia/Singapore
SH Atlantic/St_Helena; SI Europe/Ljubljana; SJ Arctic/Longyearbyen; SK Europe/Bratislava
SL Africa/Freetown; SM Europe/San_Marino; SN Africa/Dakar; SO Africa/Mogadishu; SR America/Paramaribo
SS Africa/Juba; ST Africa/Sao_Tome; SV America/El_Salvador; SX America/Lower_Princes; SY Asia/Damascus
SZ Africa/Mbabane; TC America/Grand_Turk; TD Africa/Ndjamena; TF Indian/Kerguelen; TG Africa/Lome
TH Asia/Bangkok; TJ Asia/Dushanbe; TK Pacific/Fakaofo; TL Asia/Dili; TM Asia/Ashgabat; TN Africa/Tunis
TO Pacific/Tongatapu; TR Europe/Istanbul; TT America/Port_of_Spain; TV Pacific/Funafuti; TW Asia/Taipei
TZ Africa/Dar_es_Salaam; UA Europe/Kyiv; UG Africa/Kampala; UM Pacific/Wake; US America/New_York
UY America/Montevideo; UZ Asia/Samarkand; VA Europe/Vatican; VC America/St_Vincent; VE America/Caracas
VG America/Tortola; VI America/St_Thomas; VN Asia/Ho_Chi_Minh; VU Pacific/Efate; WF Pacific/Wallis
WS Pacific/Apia; YE Asia/Aden; YT Indian/Mayotte; ZA Africa/Johannesburg; ZM Africa/Lusaka
ZW Africa/Harare
"""

EASTERN_MOST: Mapping[str, str] = dict(
    entry.split(" ", 1) for line in _EASTERN_MOST.split("\n") for entry in line.split("; ") if entry
)
"""IANA zone name by ISO 3166-1 alpha-2 territory."""

_FIRST_SECOND = time(0, 0, 0)
_LAST_SECOND = time(23, 59, 59)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Zones:
    """How bare dates become instants.

    Args:
        overrides: IANA zone name by territory, before the built-in table.
        utc: Whether a bare date is a day in UTC everywhere (`dates: utc`).
    """

    overrides: Mapping[str, str] = field(default_factory=dict)
    utc: bool = False
    _known: dict[str, tzinfo] = field(default_factory=dict, init=False, repr=False, compare=False)

    def name(self, territory: str) -> str:
        """IANA name of the zone in which a territory's days are counted.

        Raises:
            KeyError: If the territory is not in the table.
        """
        if self.utc:
            return "UTC"
        return self.overrides.get(territory) or EASTERN_MOST[territory]

    def zone(self, territory: str) -> tzinfo:
        """The zone itself. A territory that only live knows has UTC days."""
        zone = self._known.get(territory)
        if zone is None:
            is_listed = territory in self.overrides or territory in EASTERN_MOST
            zone = UTC if self.utc or not is_listed else ZoneInfo(self.name(territory))
            self._known[territory] = zone
        return zone

    def start_of(self, day: date, territory: str) -> datetime:
        """First second of a day; where clocks go back at midnight, the first of the two."""
        return _first_second(day, self.zone(territory))

    def end_of(self, day: date, territory: str) -> datetime:
        """Last second of a day; where clocks go back at midnight, the last of the two."""
        return _last_second(day, self.zone(territory))

    def day_of(self, instant: datetime, territory: str) -> date:
        """The territory's day at an instant; the day in UTC at the ends of time, where live may say `9999-12-31`."""
        try:
            return instant.astimezone(self.zone(territory)).date()
        except OverflowError:
            return instant.date()

    def end_of_yesterday(self, at: datetime, territory: str) -> datetime:
        """Last second of the territory's yesterday: the end that takes a live title off at once (rule A6)."""
        return self.end_of(self.day_of(at, territory) - _DAY, territory)


@lru_cache(maxsize=4096)
def _first_second(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, _FIRST_SECOND, zone).astimezone(UTC)


@lru_cache(maxsize=4096)
def _last_second(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, _LAST_SECOND, zone).replace(fold=1).astimezone(UTC)
