/*
 * A roster that repairs itself (docs/rules.md: Signing up; decision 74), for spin: https://spinroot.com.
 *
 * One shift with a place or two, three people, a leader, and two replicas of which one may crash. What is one
 * transaction in the code is one atomic step here. What a replica knows between two of them is gone when it crashes:
 * what was committed stays, and the other goes on. A tap is no step by itself: whatever can be tapped may be tapped at
 * every instant, also too late and twice.
 *
 * tests/models runs it: to the last state; with one fault each (-DFAULT_...), to see that it finds them; and at
 * random (-DTRACES), to do with the real actions what it printed.
 */

#define PEOPLE 3
#define MOST 2 /* places; it begins with one */
#define LAST 3 /* the tick of the start */

#ifndef MOVES
#define MOVES 1
#endif
#ifndef ASKS
#define ASKS 1 /* whether people are asked to help */
#endif
#ifndef CRASHES
#define CRASHES 1
#endif

mtype = { outside, waits, inside, missed };
mtype = { unasked, knows, asked, answered }; /* knows: has been in it unasked, and isn't asked any more */
mtype = { joins, leaves, takes, skips, confirms, agrees, declines, adds, moves_it, hastens, undoes, ticks, lapses,
	frees, fills, looks, ends, crashes };

typedef SignUp {
	mtype state = outside;
	byte held; /* until which tick a place is held for them; 0: none is */
	byte confirm; /* until which tick a move is to be confirmed; 0: nothing is */
	bool passed; /* let the place pass that is free now */
	bool since; /* has had the place since it was moved, a short while ago */
	mtype help = unasked
}

SignUp who[PEOPLE];
byte line[PEOPLE]; /* whoever waits, first in line first */
byte waiting, taken, held, places = 1;
bool told; /* the leader knows of the places that are free now */

/* Time goes in ticks of twelve hours. At the last one before the start it is late: three hours before it. */
byte now, start = LAST;
#define is_late (now + 1 >= start)
#define begun (now >= start)

byte moves = MOVES, left_to_crash = CRASHES;
bool may_undo; /* it was moved a short while ago */
bool to_offer_on; /* only where freeing and offering are two transactions: the second is still to come */
bool still; /* people and the clock do nothing more */

#ifdef FAULT_HELD_IS_FREE
#define free (places - taken)
#else
#define free (places - taken - held)
#endif

byte i, first; /* within one step only */

/* What was done, by whom, and how everything is then. */
#ifdef TRACES
#define row(p) printf(" %e %d %d %d %e", who[p].state, who[p].held, who[p].confirm, who[p].passed, who[p].help)
#define did(act, p) printf("%e %d %d %d %d %d", act, p, now, start, places, told); row(0); row(1); row(2); \
	printf(" %d %d %d %d\n", waiting, line[0], line[1], line[2])
#else
#define did(act, p)
#endif

/* ---- what a step is made of ---- */

#define each(what) i = 0; do :: i < PEOPLE -> what; i++ :: else -> break od

inline knows_of_it(p) { if :: who[p].help == unasked -> who[p].help = (ASKS -> knows : unasked) :: else fi }

inline into_line(p) { line[waiting] = p; waiting++; who[p].state = waits; who[p].passed = false; knows_of_it(p) }

inline out_of_line(p) {
	i = 0;
	do
	:: line[i] != p -> i++
	:: else -> break
	od;
	do
	:: i + 1 < waiting -> line[i] = line[i + 1]; i++
	:: else -> break
	od;
	waiting--; line[waiting] = 0;
	held = held - (who[p].held > 0 -> 1 : 0);
	who[p].held = 0; who[p].passed = false
}

#define is_next(p) (who[p].state == waits && who[p].held == 0 && !who[p].passed)

/* Whose turn it is: the first in line for whom nothing is held and who has not let it pass. PEOPLE: nobody's. */
inline find_first() {
	first = PEOPLE; i = 0;
	do
	:: i < waiting && !is_next(line[i]) -> i++
	:: i < waiting && is_next(line[i]) -> first = line[i]; break
	:: else -> break
	od
}

/* What is free is offered to the first in line; when it is late, to all of them at once, and the leader is told. */
inline fill() {
	find_first();
	do
	:: free > 0 && first < PEOPLE && !is_late ->
		who[first].held = now + 1; /* and never past the late hours */
		held++; find_first()
	:: else -> break
	od;
	told = free > 0 && (told || (waiting > 0 && is_late && !begun))
}

/* Another place is free: whoever let the one before pass is asked anew. */
inline freed() { each(who[i].passed = false); told = is_late; fill() }

inline put_in(p) {
	if :: who[p].state == waits -> out_of_line(p) :: else fi;
	who[p].state = inside; taken++; who[p].since = may_undo; knows_of_it(p);
	told = told && free > 0
}

inline let_pass(p) { held--; who[p].held = 0; who[p].passed = true }

inline let_go(p) { who[p].state = outside; who[p].confirm = 0; who[p].since = false; taken--; freed() }

/* ---- what people do ---- */

inline join(p) {
	if
	:: !begun && who[p].state != inside && (free > 0 || who[p].held > 0) ->
		find_first();
		assert(is_late || to_offer_on || first == PEOPLE || first == p || who[p].held > 0); /* nobody jumps the line */
		put_in(p)
	:: !begun && who[p].state == outside && free <= 0 -> into_line(p)
	:: else
	fi
}

inline leave(p) {
	if
	:: !begun && who[p].state == waits && who[p].held > 0 -> out_of_line(p); who[p].state = outside; fill()
	:: !begun && who[p].state == waits && who[p].held == 0 -> out_of_line(p); who[p].state = outside
	:: !begun && who[p].state == inside -> let_go(p)
	:: else
	fi
}

inline take(p) {
	if :: !begun && who[p].state == waits && (who[p].held > 0 || free > 0) -> put_in(p) :: else fi
}

inline skip_it(p) {
	if :: who[p].held > 0 -> let_pass(p); fill() :: else fi
}

inline still_comes(p) {
	if :: !begun -> who[p].confirm = 0 :: else fi
}

/* A yes is signing up, also of whoever has said no; but nobody is put in line by it. */
inline agree(p) {
	if
	:: who[p].help != asked && who[p].help != answered
	:: else ->
		if
		:: who[p].state == inside || (who[p].state == outside && free <= 0)
		:: else -> join(p); if :: who[p].state == inside -> who[p].help = answered :: else fi
		fi
	fi
}

inline decline(p) {
	if :: who[p].help == asked -> who[p].help = answered :: else fi
}

/* ---- what the leader does ---- */

#define is_to_confirm(p) who[p].confirm = (now + 2 < start -> start - 2 : now + 1)

/* Set to another time, earlier or not: whoever is in is to confirm, by a day before it where that is to come; nothing is
   held past the late hours. What was a gap too late to fill may be one in time. */
inline move(sooner) {
	moves--; may_undo = (taken + waiting > 0); start = start - sooner;
	each(
		if
		:: who[i].state == inside -> is_to_confirm(i)
		:: who[i].held >= start -> who[i].held = start - 1
		:: else
		fi;
		who[i].passed = false
	);
	fill()
}

/* Whoever has come since is asked in their turn. What was too late may be in time. */
inline undo() {
	may_undo = false; start = LAST;
	each(who[i].confirm = 0; if :: who[i].since -> who[i].since = false; is_to_confirm(i) :: else fi;
		who[i].passed = false);
	fill()
}

inline time_passes() { now++; may_undo = false; each(who[i].since = false) }

/* ---- what is due because time passed ---- */

#define any(what) (what(0) || what(1) || what(2))
#define has_lapsed(p) (who[p].held > 0 && who[p].held <= now)
#define is_silent(p) (who[p].confirm > 0 && who[p].confirm <= now)
#define is_asked(p) (who[p].help == asked && who[p].state == outside)
#define has_come(p) (who[p].help == asked && who[p].state != outside)
#define may_be_asked(p) (who[p].help == unasked)
#define is_soon (now + 2 >= start) /* a day before it the leader hears, whoever is being asked */
#define is_awaited (any(is_next) && !is_late) /* when it is late whoever asks first has it, in line or not */
#define is_left_over(p) (who[p].state == waits && who[p].held == 0 && !who[p].passed)

#define lapse_due any(has_lapsed)
#define silence_due (!begun && any(is_silent))
#if defined(FAULT_NOT_OFFERED_ON) || defined(FAULT_TWO_STEPS)
#define fill_due false /* whoever frees a place is trusted to offer it on */
#else
#define fill_due (!begun && free > 0 && any(is_next) && !(is_late && told))
#endif
#define ask_due (!begun && free > 0 && !is_awaited && !any(is_asked) && (any(may_be_asked) || !told))
#define count_due (any(has_come) || (any(is_asked) && (begun || taken >= places)))
#define look_due (ASKS && (ask_due || count_due))
#define over_due (begun && any(is_left_over))
#define settled (free <= 0 || told || any(is_asked) || begun || (!ASKS && !any(is_next)))
#define is_due (lapse_due || silence_due || fill_due || look_due || over_due)

inline lapse() {
	each(if :: has_lapsed(i) -> let_pass(i) :: else fi);
#if defined(FAULT_TWO_STEPS)
	to_offer_on = true
#elif !defined(FAULT_NOT_OFFERED_ON)
	fill()
#endif
}

inline free_silent(p) {
	p = 0;
	do
	:: p < PEOPLE && is_silent(p) -> let_go(p); p++
	:: p < PEOPLE && !is_silent(p) -> p++
	:: else -> break
	od;
	p = 0
}

/* Whoever has come has answered, and once it is filled nobody is waited for. Whom to ask is a policy: anybody here. Where
   nobody is left to be asked, or it begins soon, the leader is told. */
inline look() {
	each(if :: has_come(i) || (is_asked(i) && (free <= 0 || begun)) -> who[i].help = answered :: else fi);
	if
	:: begun || free <= 0 || is_awaited
	:: else ->
		told = told || is_soon || (!any(is_asked) && !any(may_be_asked));
		if
		:: !any(is_asked) && may_be_asked(0) -> who[0].help = asked
		:: !any(is_asked) && may_be_asked(1) -> who[1].help = asked
		:: !any(is_asked) && may_be_asked(2) -> who[2].help = asked
		:: else
		fi
	fi
}

inline tell_left_over() {
	each(if :: is_left_over(i) -> who[i].state = missed :: else fi)
}

#define is_inside(p) (who[p].state == inside -> 1 : 0)
#define is_held(p) (who[p].held > 0 -> 1 : 0)

inline check() {
	assert(taken + held <= places);
	assert(taken == is_inside(0) + is_inside(1) + is_inside(2));
	assert(held == is_held(0) + is_held(1) + is_held(2));
	assert(to_offer_on || is_due || settled); /* what nobody looks at again has come to an end */
	i = 0; first = 0
}

/* ---- the world ---- */

inline anew() {
	each(who[i].state = outside; who[i].held = 0; who[i].confirm = 0; who[i].passed = false;
		who[i].since = false; who[i].help = unasked; line[i] = 0);
	waiting = 0; taken = 0; held = 0; places = 1; told = false; now = 0; start = LAST;
	moves = MOVES; left_to_crash = CRASHES; may_undo = false; i = 0; printf("anew\n")
}

#ifdef TRACES
#define tapped(does_something) (p == 0 || (does_something)) /* the first taps everything, at any time */
#define may_leave(p) (p == 0 || waiting > 0) /* and the others don't come and go for nothing */
#define may_tick(p) (waiting > 0 || now > 0) /* there is more to do between two ticks */
#define may_add(p) (p == 1 && waiting > 0)
#define may_move(p) (taken > 0)
#define may_be_undone(p) (p == 1)
#define crashes_here(may) atomic { may -> left_to_crash--; did(crashes, _pid) } /* and is begun again */
#else
#define may_leave(p) true
#define may_tick(p) true
#define may_add(p) true
#define may_move(p) true
#define may_be_undone(p) true
#define crashes_here(may) atomic { may -> left_to_crash--; to_offer_on = false; goto gone }
#define tapped(does_something) (!begun && (does_something)) /* the others are refused, which changes nothing */
#endif
#define may_agree(p) ((who[p].help == asked || who[p].help == answered) && may_join(p))
#define may_join(p) (who[p].state == outside || (who[p].state == waits && (free > 0 || who[p].held > 0)))

active proctype world() {
	byte p;
end:	do
#ifdef TRACES
	:: atomic { begun && !is_due -> anew() }
#endif
	:: atomic { !still -> select(p : 0 .. PEOPLE - 1);
		if
		:: tapped(may_join(p)) -> join(p); did(joins, p)
		:: tapped(may_leave(p) && (who[p].state == waits || who[p].state == inside)) -> leave(p); did(leaves, p)
		:: tapped(who[p].state == waits && (who[p].held > 0 || free > 0)) -> take(p); did(takes, p)
		:: tapped(who[p].held > 0) -> skip_it(p); did(skips, p)
		:: MOVES && tapped(who[p].confirm > 0) -> still_comes(p); did(confirms, p)
		:: ASKS && tapped(may_agree(p)) -> agree(p); did(agrees, p)
		:: ASKS && tapped(who[p].help == asked) -> decline(p); did(declines, p)
		:: places < MOST && !begun && may_add(p) -> places++; freed(); did(adds, 0)
		:: moves > 0 && !begun && may_move(p) -> move(0); did(moves_it, 0)
		:: moves > 0 && now + 1 < start && may_move(p) -> move(1); did(hastens, 0)
		:: may_undo && !begun && may_be_undone(p) -> undo(); did(undoes, 0)
		:: now < start && may_tick(p) -> time_passes(); did(ticks, 0)
#ifdef STILL
		:: still = true
#endif
		:: else /* nothing to be done by them */
		fi;
		check(); p = 0 }
	od
}

/* Looks first, and looks again in the transaction: meanwhile somebody else may have done it. */
active [2] proctype replica() {
	byte p;
end:	do
	:: is_due ->
		if
		:: atomic { true ->
			if
			:: lapse_due -> lapse(); did(lapses, _pid)
			:: silence_due -> free_silent(p); did(frees, _pid)
			:: fill_due -> fill(); did(fills, _pid)
			:: look_due -> look(); did(looks, _pid)
			:: over_due -> tell_left_over(); did(ends, _pid)
			:: else /* somebody else has done it meanwhile */
			fi;
			check() }
		:: crashes_here(left_to_crash > 0)
		fi;
#ifdef FAULT_TWO_STEPS
		if
		:: atomic { to_offer_on -> fill(); to_offer_on = false; check() }
		:: crashes_here(to_offer_on && left_to_crash > 0)
		:: !to_offer_on
		fi
#endif
	od;
gone:	skip
}

ltl every_place_settles { [] <> settled }
