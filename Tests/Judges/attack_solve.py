"""The smallest and the largest whole number that each hidden count can be: propagation first, then HiGHS.

Nothing is left out for its size: bounds are propagated over the whole model, it falls into components that share no
count, and each component that still matters goes to the solver with a basis that is kept from one question to the next.
A solution in whole numbers shows that a value is possible; only a solver's bound ever says that one is not.
"""
import math
import time
from collections import defaultdict

import highspy
import numpy
from scipy.sparse import coo_matrix, csr_matrix
from scipy.sparse.csgraph import connected_components

PASSES = 200
NEAR = 1e-6
# Arguments in whole numbers are made in components of up to so many counts, for so many seconds in each.
WHOLE_CELLS, WHOLE_SECONDS = 3000, 1


class Contradiction(Exception):
    """What is printed cannot be; names the cells whose relations say so."""

    def __init__(self, cells):
        super().__init__("what is printed contradicts itself")
        self.cells = cells


class Solver:
    def __init__(self, model):
        self.model = model
        self.low = numpy.array(model.low, float)
        self.high = numpy.array(model.high, float)
        row, column, weight, least, most = [], [], [], [], []
        for number, (terms, low, high) in enumerate(model.rows):
            together = defaultdict(float)
            for cell, by in terms:
                together[cell] += by
            for cell, by in together.items():
                row.append(number), column.append(cell), weight.append(by)
            least.append(low), most.append(high)
        self.row, self.column = numpy.array(row, int), numpy.array(column, int)
        self.weight = numpy.array(weight, float)
        self.least, self.most = numpy.array(least, float), numpy.array(most, float)

    def propagate(self):
        """Narrows every range by every relation until nothing moves."""
        row, column, weight = self.row, self.column, self.weight
        count, positive = len(self.least), weight > 0
        floors = numpy.array(list(self.model.floors), int)
        levels = numpy.array([self.model.floors[k] for k in floors], float)
        for _ in range(PASSES):
            small = numpy.where(positive, weight * self.low[column], weight * self.high[column])
            large = numpy.where(positive, weight * self.high[column], weight * self.low[column])
            room = self.most[row] - (numpy.bincount(row, small, count)[row] - small)
            need = self.least[row] - (numpy.bincount(row, large, count)[row] - large)
            with numpy.errstate(invalid="ignore"):
                up = numpy.where(positive, room, need) / weight
                down = numpy.where(positive, need, room) / weight
            up, down = numpy.floor(up + NEAR), numpy.ceil(down - NEAR)
            high, low = self.high.copy(), self.low.copy()
            numpy.minimum.at(high, column, up)
            numpy.maximum.at(low, column, down)
            if len(floors):
                low[floors] = numpy.where(low[floors] >= 1, numpy.maximum(low[floors], levels), low[floors])
                high[floors] = numpy.where(high[floors] < levels, 0, high[floors])
            still = (low == self.low).all() and (high == self.high).all()
            self.low, self.high = low, high
            if (low > high).any():
                raise Contradiction(numpy.flatnonzero(low > high))
            if still:
                return

    def targets(self):
        """Every count that may be narrowed: hidden ones that may be small, and rounded ones; with how many values suffice."""
        out = {}
        for cell, (width, threshold, _) in self.model.hidden.items():
            if self.low[cell] < threshold and self.high[cell] >= 1 and width > 1:
                out[cell] = width
        for cell in self.model.rounded:
            out.setdefault(cell, 2)
        return out

    def narrowed(self):
        """The counts that have too few values left: their cell, the least and the most that they can be."""
        self.propagate()
        wanted = self.targets()
        found = []
        open_cells = {}
        for cell, width in wanted.items():
            if self.high[cell] - self.low[cell] + 1 < width:
                found.append((cell, int(self.low[cell]), int(self.high[cell])))
            else:
                open_cells[cell] = width
        for cells, rows in self.components(open_cells):
            found += Component(self, cells, rows, {c: open_cells[c] for c in cells if c in open_cells}).attack()
        small = []
        for cell, low, high in found:
            hidden = self.model.hidden.get(cell)
            if cell in self.model.rounded and hidden is None and low == high:
                small.append((cell, low, high))
            elif hidden is not None and low < hidden[1] and high >= 1 and high - low + 1 < hidden[0]:
                small.append((cell, low, high))
        return small

    def components(self, wanted):
        """The counts that share relations, and those relations; only where something may still be narrowed."""
        loose = self.low[self.column] < self.high[self.column]
        small = numpy.where(self.weight > 0, self.weight * self.low[self.column], self.weight * self.high[self.column])
        large = numpy.where(self.weight > 0, self.weight * self.high[self.column], self.weight * self.low[self.column])
        count = len(self.least)
        # A relation that every choice within the ranges keeps says nothing more.
        idle = (numpy.bincount(self.row, small, count) >= self.least - NEAR) & (numpy.bincount(self.row, large, count) <= self.most + NEAR)
        loose &= ~idle[self.row]
        row, column, weight = self.row[loose], self.column[loose], self.weight[loose]
        rows, columns = len(self.least), len(self.low)
        still = self.low[self.column] == self.high[self.column]
        fixed = numpy.bincount(self.row[still], self.weight[still] * self.low[self.column[still]], rows)
        graph = coo_matrix((numpy.ones(len(row)), (row, column + rows)), shape=(rows + columns,) * 2)
        _, labels = connected_components(graph, directed=False)
        matrix = csr_matrix((weight, (row, column)), shape=(rows, columns))
        by_label = defaultdict(list)
        for cell in wanted:
            by_label[labels[cell + rows]].append(cell)
        order = numpy.argsort(labels[rows:], kind="stable")
        ends = numpy.searchsorted(labels[rows:][order], [(k, k + 1) for k in by_label])
        row_order = numpy.argsort(labels[:rows], kind="stable")
        row_ends = numpy.searchsorted(labels[:rows][row_order], [(k, k + 1) for k in by_label])
        for (first, last), (top, bottom) in zip(ends, row_ends):
            cells, lines = order[first:last], row_order[top:bottom]
            lines = lines[matrix.indptr[lines + 1] > matrix.indptr[lines]]
            part = matrix[lines][:, cells].tocsr()
            yield cells, (part, self.least[lines] - fixed[lines], self.most[lines] - fixed[lines])


class Component:
    """One linear programme, asked many questions."""

    def __init__(self, solver, cells, rows, wanted):
        self.solver, self.cells = solver, cells
        place = {cell: k for k, cell in enumerate(cells)}
        self.wanted = {place[c]: w for c, w in wanted.items()}
        self.low, self.high = solver.low[cells], solver.high[cells]
        self.least, self.most = numpy.full(len(cells), math.inf), numpy.full(len(cells), -math.inf)
        self.priced = set()
        matrix, least, most = rows
        self.alone = matrix.shape[0] == 0
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(cells), matrix.shape[0]
        model.col_cost_ = numpy.zeros(len(cells))
        model.col_lower_, model.col_upper_ = self.low, self.high
        model.row_lower_, model.row_upper_ = least - NEAR, most + NEAR
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = matrix.indptr
        model.a_matrix_.index_ = matrix.indices
        model.a_matrix_.value_ = matrix.data
        self.lp = model
        self.highs = self.engine(model)

    @staticmethod
    def engine(model):
        highs = highspy.Highs()
        highs.setOptionValue("output_flag", False)
        highs.setOptionValue("threads", 1)
        highs.passModel(model)
        return highs

    def solve(self, costs):
        """The solution that makes the sum of these weighted counts least, and that sum."""
        for k in self.priced - costs.keys():
            self.highs.changeColCost(k, 0.0)
        for k, cost in costs.items():
            self.highs.changeColCost(k, cost)
        self.priced = set(costs)
        self.highs.run()
        if self.highs.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
            raise Contradiction(self.cells)
        values = numpy.array(self.highs.getSolution().col_value)
        numpy.minimum(self.least, values, out=self.least)
        numpy.maximum(self.most, values, out=self.most)
        return values

    def unsafe(self):
        """The counts that no solutions so far show to have enough values."""
        count = numpy.floor(self.most + NEAR) - numpy.ceil(self.least - NEAR) + 1
        return [k for k, width in self.wanted.items() if count[k] < width]

    def attack(self):
        if self.alone:
            return []
        chance = numpy.random.default_rng(1)
        left, idle = self.unsafe(), 0
        while left and idle < 3:
            for _ in range(2):
                signs = chance.choice((-1, 1), len(left)) * chance.uniform(0.5, 1.5, len(left))
                self.solve(dict(zip(left, signs)))
                self.solve(dict(zip(left, -signs)))
            before, left = len(left), self.unsafe()
            idle = idle + 1 if len(left) > 0.9 * before else 0
        found = []
        for k in left:
            low, high = self.range(k)
            if high - low + 1 < self.wanted[k]:
                found.append((self.cells[k], low, high))
        return found + self.in_whole_numbers({cell for cell, _, _ in found})

    def range(self, k):
        """The range of one count, each end asked for only while the other leaves too few values."""
        low, high = math.ceil(self.least[k] - NEAR), math.floor(self.most[k] + NEAR)
        for sign in (1, -1):
            if high - low + 1 >= self.wanted[k]:
                break
            value = self.solve({k: sign})[k]
            low, high = (math.ceil(value - NEAR), high) if sign == 1 else (low, math.floor(value + NEAR))
        return low, high

    def in_whole_numbers(self, known):
        """Counts that have just enough values in fractions, tried in whole numbers, as far as the time allows."""
        count = numpy.floor(self.most + NEAR) - numpy.ceil(self.least - NEAR) + 1
        tight = [k for k, width in self.wanted.items() if count[k] <= width + 1 and self.cells[k] not in known]
        if not tight or len(self.cells) > WHOLE_CELLS:
            return []
        found, until = [], time.monotonic() + WHOLE_SECONDS
        whole = self.engine(self.lp)
        every = numpy.arange(len(self.cells), dtype=numpy.int32)
        whole.changeColsIntegrality(len(every), every, numpy.array([highspy.HighsVarType.kInteger] * len(every)))
        whole.setOptionValue("time_limit", 1.0)
        for k in tight:
            ends = []
            for sign in (1, -1):
                if time.monotonic() > until:
                    return found
                whole.changeColCost(int(k), float(sign))
                whole.run()
                if whole.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
                    raise Contradiction(self.cells)
                bound = whole.getInfo().mip_dual_bound
                ends.append(sign * bound if math.isfinite(bound) else (self.low[k] if sign == 1 else self.high[k]))
            whole.changeColCost(int(k), 0.0)
            low, high = math.ceil(ends[0] - NEAR), math.floor(ends[1] + NEAR)
            if high - low + 1 < self.wanted[k]:
                found.append((self.cells[k], low, high))
        return found
